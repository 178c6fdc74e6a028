import { type ClientConnectConfig, loadClientConfigProfile, toClientOptions } from '@temporalio/envconfig';
import { messageOf } from '../coded-error';
import type { Env } from '../environment/kinds';
import { readVariable } from '../environment/read';
import { headerVariables, type VariableName } from '../environment/variables';
import { MachineError } from '../errors';
import { readTemporalAddress } from './address';
import { type Profiles, readProfiles } from './profiles';

/** By what a client shows Temporal who it is, and sees that it is the right one. */
type TemporalCredentials = Pick<ClientConnectConfig['connectionOptions'], 'tls' | 'apiKey' | 'metadata'>;

/** Which Temporal server, and which of its namespaces. */
export interface TemporalTarget {
	/** Host and port. */
	readonly temporal: string;
	readonly namespace: string;
	/** None for a server without TLS and log-in. */
	readonly credentials?: TemporalCredentials;
	/** What names the address and the namespace, so that a message can say what to correct; or what to set. */
	readonly sources?: { readonly address: string; readonly namespace: string };
}

/** What the environment says of Temporal. */
export interface NamedTemporal extends TemporalTarget {
	/** Whether it names an address; without one the usual one is meant. */
	readonly isNamed: boolean;
}

/** The namespace of every new server. */
export const usualNamespace = 'default';

const usualAddress = 'localhost:7233';

/**
 * The Temporal that the environment means, as the `temporal` command reads it: the profile that `TEMPORAL_PROFILE` names in
 * `temporal.toml`, and the other `TEMPORAL_*` over it.
 * @throws MachineError EnvironmentInvalid
 */
export function namedTemporal(env: Env): NamedTemporal {
	const profiles = readProfiles(env);
	const wanted = readVariable(env, 'TEMPORAL_PROFILE');
	if (wanted !== undefined && !profiles.names.includes(wanted)) {
		const { file, names } = profiles;
		const there = names.length === 0 ? 'which has none, or is not there' : `which has ${names.join(', ')}`;
		throw invalid(`TEMPORAL_PROFILE: there is no profile \`${wanted}\` in ${file}, ${there}`);
	}
	if (readVariable(env, 'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION')) {
		throw invalid(
			'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: workers always verify; give the certificate in TEMPORAL_TLS_SERVER_CA_CERT_PATH, and its name in TEMPORAL_TLS_SERVER_NAME',
		);
	}
	const { connectionOptions, namespace } = load(env, profiles);
	const { address: written, tls, apiKey, metadata } = connectionOptions;
	const sourceOf = (name: 'TEMPORAL_ADDRESS' | 'TEMPORAL_NAMESPACE', value: string | undefined) =>
		value !== undefined && readVariable(env, name) === undefined
			? `the profile ${wanted ?? 'default'} in ${profiles.file}`
			: name;
	const sources = {
		address:
			written === undefined
				? 'TEMPORAL_ADDRESS (unset: this is the usual address)'
				: sourceOf('TEMPORAL_ADDRESS', written),
		namespace: sourceOf('TEMPORAL_NAMESPACE', namespace),
	};
	const { address, secure } = readTemporalAddress(written ?? usualAddress, sources.address);
	if (secure && tls === false) {
		throw invalid(`${sources.address}: \`https://\` means TLS, and TEMPORAL_TLS or the profile says none`);
	}
	const credentials = {
		...((tls || secure) && { tls: tls || true }),
		...(apiKey !== undefined && { apiKey }),
		...(metadata !== undefined && Object.keys(metadata).length > 0 && { metadata }),
	};
	const isNamed = written !== undefined;
	return { temporal: address, namespace: namespace ?? usualNamespace, credentials, sources, isNamed };
}

/** What Temporal's own package makes of the file and of the variables, which it is given as we have read them. */
function load(env: Env, { file, text }: Profiles): ClientConnectConfig {
	try {
		const profile = loadClientConfigProfile({
			overrideEnvVars: asTemporalReads(env),
			...(text === null ? { disableFile: true } : { configSource: { data: text } }),
		});
		const { clientCert, clientKey } = profile.tls ?? {};
		if ((clientCert === undefined) !== (clientKey === undefined)) {
			throw new Error("a client's certificate and its key go together, and one of the two is missing");
		}
		return toClientOptions(profile);
	} catch (error) {
		if (error instanceof MachineError) throw error;
		throw invalid(`Temporal's settings, in TEMPORAL_… or ${file}: ${messageOf(error)}`);
	}
}

function asTemporalReads(env: Env): Record<string, string> {
	const headers = Object.entries(env).filter(([name]) => name.startsWith(headerVariables.prefix));
	const read = temporalNames.map((name) => [name, readVariable(env, name)] as const);
	const given = [...headers, ...read].filter(([, value]) => value !== undefined);
	return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

const temporalNames = [
	'TEMPORAL_ADDRESS',
	'TEMPORAL_NAMESPACE',
	'TEMPORAL_API_KEY',
	'TEMPORAL_PROFILE',
	'TEMPORAL_TLS',
	'TEMPORAL_TLS_CLIENT_CERT_PATH',
	'TEMPORAL_TLS_CLIENT_CERT_DATA',
	'TEMPORAL_TLS_CLIENT_KEY_PATH',
	'TEMPORAL_TLS_CLIENT_KEY_DATA',
	'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
	'TEMPORAL_TLS_SERVER_CA_CERT_DATA',
	'TEMPORAL_TLS_SERVER_NAME',
] as const satisfies VariableName[];

function invalid(message: string): MachineError {
	return new MachineError('EnvironmentInvalid', message);
}
