import { addAbortListener } from 'node:events';
import type { Worker } from '@temporalio/worker';

/**
 * Runs a worker until it is told to stop and has let its activities end.
 * @throws what the worker broke with
 */
export async function runUntilStopped(worker: Worker, stop: AbortSignal): Promise<void> {
	const run = worker.run();
	const abort = addAbortListener(stop, () => {
		if (worker.getState() === 'RUNNING') worker.shutdown();
	});
	try {
		await run;
	} finally {
		abort[Symbol.dispose]();
	}
}
