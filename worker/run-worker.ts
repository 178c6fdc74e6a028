import type { Worker } from '@temporalio/worker';

/**
 * Runs a worker until it is told to stop and has let its activities end.
 * @throws what the worker broke with
 */
export async function runUntilStopped(worker: Worker, stop: AbortSignal): Promise<void> {
	const run = worker.run();
	const shutDown = () => {
		if (worker.getState() === 'RUNNING') worker.shutdown();
	};
	stop.addEventListener('abort', shutDown);
	if (stop.aborted) shutDown();
	try {
		await run;
	} finally {
		stop.removeEventListener('abort', shutDown);
	}
}
