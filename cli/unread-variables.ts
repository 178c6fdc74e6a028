import { distance } from 'fastest-levenshtein';
import { nearestName } from '../domain/nearest-name';
import { type Env, textOf } from '../machine/environment/kinds';
import { variables } from '../machine/environment/variables';

/** What other tools, or former versions of them, read for what a variable of ours says. */
const otherNames: Readonly<Record<string, string>> = {
	TEMPORAL_HOST: 'TEMPORAL_ADDRESS',
	TEMPORAL_HOST_URL: 'TEMPORAL_ADDRESS',
	TEMPORAL_HOSTPORT: 'TEMPORAL_ADDRESS',
	TEMPORAL_HOST_PORT: 'TEMPORAL_ADDRESS',
	TEMPORAL_URL: 'TEMPORAL_ADDRESS',
	TEMPORAL_GRPC_ENDPOINT: 'TEMPORAL_ADDRESS',
	TEMPORAL_CLI_ADDRESS: 'TEMPORAL_ADDRESS',
	TEMPORAL_CLI_NAMESPACE: 'TEMPORAL_NAMESPACE',
	TEMPORAL_CLOUD_API_KEY: 'TEMPORAL_API_KEY',
	MLFLOW_URI: 'MLFLOW_TRACKING_URI',
	MLFLOW_URL: 'MLFLOW_TRACKING_URI',
	MLFLOW_HOST: 'MLFLOW_TRACKING_URI',
	MLFLOW_TRACKING_URL: 'MLFLOW_TRACKING_URI',
	OLLAMA_URL: 'OLLAMA_HOST',
	OLLAMA_BASE_URL: 'OLLAMA_HOST',
	OLLAMA_API_BASE: 'OLLAMA_HOST',
	OLLAMA_ADDRESS: 'OLLAMA_HOST',
};

/** Letters by which a slip of the pen differs; more may be another variable of that tool. */
const slip = 2;

/**
 * Variables that are set, that nobody reads, and that are probably meant for one of ours that is not set: a sentence each.
 * Of those that begin with `TIP_BENCH_`, all.
 */
export function unreadVariables(env: Env): string[] {
	const names = Object.keys(variables);
	const isSet = (name: string) => textOf('text', env[name]) !== undefined;
	return Object.keys(env).flatMap((name) => {
		if (names.includes(name) || !isSet(name)) return [];
		const isOurs = /^tip_bench_/i.test(name);
		const meant = Object.hasOwn(otherNames, name) ? otherNames[name] : nearest(name, names, isOurs);
		const hint = meant === undefined || isSet(meant) ? '' : `; did you mean ${meant}?`;
		return isOurs || hint !== '' ? [`the command does not read ${name}${hint}`] : [];
	});
}

function nearest(name: string, names: readonly string[], isOurs: boolean): string | undefined {
	const lower = name.toLowerCase();
	const meant = nearestName(
		lower,
		names.map((each) => each.toLowerCase()),
	)?.toUpperCase();
	if (meant === undefined || isOurs) return meant;
	// A tool has variables of its own, such as `OLLAMA_MODELS`.
	return distance(lower, meant.toLowerCase()) <= slip ? meant : undefined;
}
