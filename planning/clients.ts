import type { Env } from '../machine/environment/kinds';
import { closeMlflow, createMlflow, type Mlflow } from '../mlflow/client';
import { closeOllama, createOllama, type Ollama } from '../ollama/client';

/** One client an address, for as long as its owner lives, so that connections are kept alive from cell to cell. */
export interface Clients {
	/** The client of the Ollama at an address that `readOllamaUrl` gave. @param source what says so, where that is known */
	ollama(url: string, source?: string): Ollama;
	/** The client of the MLflow at an address that `readMlflowUrl` gave. @param source what says so, where that is known */
	mlflow(url: string, source?: string): Mlflow;
	/** Ends all their connections. */
	close(): Promise<void>;
}

/**
 * Clients that know the credentials of an environment. Nothing is connected before it is asked for.
 * @param whose whose environment it is, where whoever reads a message does not see it: ` of the worker`
 */
export function createClients(env: Env, whose = ''): Clients {
	const ollamas = new Map<string, Ollama>();
	const mlflows = new Map<string, Mlflow>();
	return {
		ollama: (url, source = `\`ollama_url\`, or OLLAMA_HOST${whose}`) => ({
			...remembered(ollamas, url, () => createOllama(url, { env })),
			source,
		}),
		mlflow: (url, source = `\`mlflow_url\`, or MLFLOW_TRACKING_URI${whose}`) => ({
			...remembered(mlflows, url, () => createMlflow(url, env)),
			source,
		}),
		async close() {
			await Promise.all([...[...ollamas.values()].map(closeOllama), ...[...mlflows.values()].map(closeMlflow)]);
		},
	};
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
	const there = known.get(key);
	if (there !== undefined) return there;
	const made = make();
	known.set(key, made);
	return made;
}
