import { type ConfigInput, readKey } from '../../domain/bench/config';
import { readMlflowUrl, readOllamaUrl } from '../../domain/urls';
import { readVariable } from '../../machine/environment/read';
import { maskedAddress } from '../../machine/masked-address';
import type { Places } from '../../places/places';
import { type RequestFault, ServerError } from '../errors';

/**
 * Refuses addresses that a request may not send the server and its workers to, and folders of the workers' machine: whoever
 * reaches the server could reach with it what only the server reaches.
 * @throws ServerError AddressRefused with every fault, by key
 */
export function refuseStrangePlaces({ env, addresses }: Pick<Places, 'env' | 'addresses'>, input: ConfigInput): void {
	const own = addresses();
	const named = readVariable(env, 'TIP_BENCH_ADMIN_ADDRESSES') ?? [];
	const allowed = new Set([own.mlflow, own.ollama, ...named].flatMap((each) => [asOllama(each), asMlflow(each)]));
	const faults: RequestFault[] = [];
	const check = (key: string, value: unknown, read: (text: string) => string | null) => {
		const address = typeof value === 'string' ? read(value) : null;
		// One that cannot be read is a fault of the config's, and is said as that.
		if (address === null || allowed.has(address)) return;
		const shown = maskedAddress(String(value)).slice(0, 200);
		faults.push({ key, message: `${shown} is neither the server's own nor named in TIP_BENCH_ADMIN_ADDRESSES` });
	};
	check('ollama_url', readKey(input, 'ollama_url'), asOllama);
	check('mlflow_url', readKey(input, 'mlflow_url'), asMlflow);
	for (const [queue, url] of Object.entries(readKey(input, 'gpus') ?? {})) check(`gpus.${queue}`, url, asOllama);
	if (readKey(input, 'export_dir') !== undefined)
		faults.push({ key: 'export_dir', message: 'cannot be chosen over HTTP: it is a folder of the worker’s machine' });
	if (faults.length === 0) return;
	const lines = faults.map(({ key, message }) => `${key}: ${message}`);
	throw new ServerError('AddressRefused', lines.join('\n'), { faults });
}

/** As Ollama's address is compared; `null` where it is none. */
function asOllama(text: string): string | null {
	return orNull(() => readOllamaUrl(text));
}

function asMlflow(text: string): string | null {
	return orNull(() => readMlflowUrl(text));
}

function orNull(read: () => string): string | null {
	try {
		return read();
	} catch {
		return null;
	}
}
