import type { Dependencies } from '../activities/dependencies';
import { createMlflow, type Mlflow } from '../mlflow/client';
import { createOllama, type Ollama } from '../ollama/client';

// One client an address for the life of the worker, so that connections are kept alive from cell to cell.
const ollamas = new Map<string, Ollama>();
const mlflows = new Map<string, Mlflow>();

/** The client of the Ollama at an address. */
export function ollamaAt(url: string): Ollama {
	return remembered(ollamas, url, () => createOllama(url));
}

/** The client of the MLflow at an address, with the credentials of the worker's environment. */
export function mlflowAt(url: string, env: Dependencies['env']): Mlflow {
	return remembered(mlflows, url, () => createMlflow(url, env));
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
	const there = known.get(key);
	if (there !== undefined) return there;
	const made = make();
	known.set(key, made);
	return made;
}
