import { createCatalog } from '../../catalog/catalog';
import type { Env } from '../../machine/environment/kinds';
import { dataDir } from '../../machine/folders';
import { withSignal } from '../../mlflow/client';
import { createClients } from '../../planning/clients';
import { doJob } from './do-job';
import type { JobPlace, JobRunner } from './job';

/**
 * MLflow does one thing at a time, so whoever asks whether what is kept still holds waits for a page: 0.3 s for one of a hundred
 * runs. A larger one is a tenth quicker to come, and takes twenty megabytes more.
 */
const runsPerPage = 100;

/** Does jobs in the thread that it is made in. A server's own is another one: see `thread-runner.ts`. */
export function createWorkshop(env: Env): JobRunner {
	const clients = createClients(env);
	const catalog = createCatalog(dataDir(env));
	return {
		run: (name, input, { onPart = () => {}, more = nothing(), signal = new AbortController().signal } = {}) => {
			const { url, source } = (input as JobPlace).mlflow;
			const mlflow = { ...withSignal(clients.mlflow(url, source), signal), runsPerPage };
			return doJob(name, { mlflow, catalog, give: onPart, more, signal }, input);
		},
		close: () => clients.close(),
	};
}

async function* nothing(): AsyncGenerator<never> {}
