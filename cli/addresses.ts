import type { TemporalAddress } from '../client/temporal';
import { readTemporalUi } from '../domain/temporal-ui';
import { defaultMlflowUrl, readMlflowUrl, readOllamaUrl } from '../domain/urls';
import { readStack } from '../local/stack-file';
import { cacheDir, stateDir } from '../machine/folders';
import { outside } from './outside';

/** Where the parts are that a command talks to. */
export interface Addresses extends TemporalAddress {
	readonly mlflow: string;
	readonly ollama: string;
	/** The Temporal UI, where we know it. */
	readonly temporalUi: string | null;
}

/** The folders of this person's stack. */
export function folders(): { stateDir: string; cacheDir: string } {
	return { stateDir: stateDir(process.env), cacheDir: cacheDir(process.env) };
}

/** From the environment; else the stack that `up` runs; else the usual ports. */
export function findAddresses(): Addresses {
	const { env } = process;
	const stack = readStack(folders().stateDir)?.addresses;
	return {
		temporal: env.TEMPORAL_ADDRESS ?? stack?.temporal ?? 'localhost:7233',
		namespace: env.TEMPORAL_NAMESPACE ?? 'default',
		mlflow: readMlflowUrl(env.MLFLOW_TRACKING_URI ?? stack?.mlflow ?? defaultMlflowUrl),
		ollama: readOllamaUrl(env.OLLAMA_HOST ?? stack?.ollama ?? ''),
		temporalUi: readTemporalUi(env.TEMPORAL_UI_URL) ?? outside().temporalUi ?? stack?.temporalUi ?? null,
	};
}

/** The environment of a worker, or of a dry run, that uses these addresses. */
export function asEnvironment(addresses: Addresses): Record<string, string | undefined> {
	return {
		...process.env,
		TEMPORAL_ADDRESS: addresses.temporal,
		TEMPORAL_NAMESPACE: addresses.namespace,
		MLFLOW_TRACKING_URI: addresses.mlflow,
		OLLAMA_HOST: addresses.ollama,
		TEMPORAL_UI_URL: addresses.temporalUi ?? undefined,
	};
}

/** How the `temporal` command is written so that it reaches the same server, by whoever reads our messages. */
export function temporalCommand({ namespace, ...seen }: Addresses): string {
	const temporal = outside().temporal ?? seen.temporal;
	const isDefault = /^(localhost|127\.0\.0\.1):7233$/.test(temporal);
	const address = isDefault ? '' : `TEMPORAL_ADDRESS=${temporal} `;
	return `${address}temporal${namespace === 'default' ? '' : ` --namespace ${namespace}`}`;
}
