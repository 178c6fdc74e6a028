import { closeEndpoint, createEndpoint, type Endpoint } from '../endpoint/client';
import type { EndpointSource } from '../endpoint/source';
import type { Env } from '../machine/environment/kinds';
import { closeMlflow, createMlflow, type Mlflow } from '../mlflow/client';
import { closeOllama, createOllama, type Ollama } from '../ollama/client';

/** One client an address, for as long as its owner lives, so that connections are kept alive from cell to cell. */
export interface Clients {
	/** The client of the Ollama at an address that `readOllamaUrl` gave. @param source what says so, where that is known */
	ollama(url: string, source?: string): Ollama;
	/** The client of the MLflow at an address that `readMlflowUrl` gave. @param source what says so, where that is known */
	mlflow(url: string, source?: string): Mlflow;
	/**
	 * The client of the endpoint that an auto judge's file names.
	 * @throws TipBenchError JudgeRefused where its variables are not set, or not as they have to be
	 */
	endpoint(source: EndpointSource): Endpoint;
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
	const endpoints = new Map<string, Endpoint>();
	return {
		ollama: (url, source = `\`ollama_url\`, or OLLAMA_HOST${whose}`) => ({
			...remembered(ollamas, url, () => createOllama(url, { env })),
			source,
		}),
		mlflow: (url, source = `\`mlflow_url\`, or MLFLOW_TRACKING_URI${whose}`) => ({
			...remembered(mlflows, url, () => createMlflow(url, env)),
			source,
		}),
		endpoint: ({ kind, model, address_variable, key_variable, most_at_once }) => {
			const source = { kind, model, address_variable, key_variable, most_at_once };
			return remembered(endpoints, JSON.stringify(source), () => createEndpoint(source, env, { whose }));
		},
		async close() {
			const closing = [
				...[...ollamas.values()].map(closeOllama),
				...[...mlflows.values()].map(closeMlflow),
				...[...endpoints.values()].map(closeEndpoint),
			];
			await Promise.all(closing);
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
