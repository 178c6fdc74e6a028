import { readKey } from '../../domain/bench/config';
import { readSimKey } from '../../domain/simulation/sim-config';
import { readMlflowUrl, readOllamaUrl, readServeUrl } from '../../domain/urls';
import { type RequestFault, ServerError } from '../../http/errors';
import { readVariable } from '../../machine/environment/read';
import type { Places } from '../../places/places';

/**
 * Refuses a config that would send this server, or its workers, to an address of somebody's choice: `ollama_url`,
 * `mlflow_url` and `gpus` may name the environment's own, and those of TIP_BENCH_ADMIN_ADDRESSES. What is no address at all
 * is left for the config's own check.
 * @throws ServerError AddressRefused with every fault by its key
 */
export function refuseStrangeAddresses(config: unknown, places: Pick<Places, 'env' | 'addresses'>): void {
	refuseStrange(addressesIn(config), places);
}

/** The same of a simulation; `serve_url` may name those of TIP_BENCH_ADMIN_ADDRESSES. @throws as {@link refuseStrangeAddresses} */
export function refuseStrangeSimAddresses(config: unknown, places: Pick<Places, 'env' | 'addresses'>): void {
	const [mlflow, serve] = [readSimKey(config, 'mlflow_url'), readSimKey(config, 'serve_url')];
	refuseStrange(
		[
			...(mlflow === undefined ? [] : [{ key: 'mlflow_url', of: 'mlflow' as const, address: mlflow }]),
			...(serve === undefined ? [] : [{ key: 'serve_url', of: 'serve' as const, address: serve }]),
		],
		places,
	);
}

const readers = { mlflow: readMlflowUrl, ollama: readOllamaUrl, serve: readServeUrl };

function refuseStrange(addresses: readonly NamedAddress[], places: Pick<Places, 'env' | 'addresses'>): void {
	const { mlflow, ollama } = places.addresses();
	const named = readVariable(places.env, 'TIP_BENCH_ADMIN_ADDRESSES') ?? [];
	const own = { mlflow: [mlflow], ollama: [ollama], serve: [] };
	const faults = addresses.flatMap(({ key, of, address }): RequestFault[] => {
		const allowed = new Set([...own[of], ...named].flatMap((each) => sameAs(each, readers[of])));
		const isStrange = sameAs(address, readers[of]).some((each) => !allowed.has(each));
		return isStrange ? [{ key, message: 'is an address that this server may not be sent to' }] : [];
	});
	if (faults.length === 0) return;
	throw new ServerError('AddressRefused', faults.map(({ key, message }) => `${key}: ${message}`).join('\n'), {
		faults,
	});
}

interface NamedAddress {
	readonly key: string;
	readonly of: 'mlflow' | 'ollama' | 'serve';
	readonly address: string;
}

/** As the config's own reader finds them, in whatever form it came. */
function addressesIn(config: unknown): NamedAddress[] {
	const [ollama, mlflow] = [readKey(config, 'ollama_url'), readKey(config, 'mlflow_url')];
	const gpus = Object.entries(readKey(config, 'gpus') ?? {});
	return [
		...(ollama === undefined ? [] : [{ key: 'ollama_url', of: 'ollama' as const, address: ollama }]),
		...(mlflow === undefined ? [] : [{ key: 'mlflow_url', of: 'mlflow' as const, address: mlflow }]),
		...gpus.map(([queue, address]) => ({ key: `gpus.${queue}`, of: 'ollama' as const, address })),
	];
}

/** An address as it is used, by one name for this machine; none where it cannot be read. */
function sameAs(address: string, read: (text: string) => string): string[] {
	try {
		return [read(address).replace(/^(https?:\/\/)(?:localhost|\[::1\])(?=[:/]|$)/, '$1127.0.0.1')];
	} catch {
		return [];
	}
}
