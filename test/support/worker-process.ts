import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../local/paths';

/** Where a worker process finds its parts, and what else it is told. */
export type WorkerVariables = Readonly<Record<string, string>>;

/** A worker that is a process of its own. */
export interface WorkerProcess {
	/** Ends it in order, as Ctrl-C would. */
	stop(): Promise<void>;
}

/**
 * Starts `./tip-bench worker` and waits until it serves its queues.
 * @throws Error with the worker's own words when it ends instead
 */
export async function startWorkerProcess(variables: WorkerVariables): Promise<WorkerProcess> {
	const worker = spawn(process.execPath, [join(projectRoot(), 'tip-bench'), 'worker'], {
		env: { ...process.env, ...variables },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	const ended = new Promise<number | null>((resolve) => worker.once('exit', resolve));
	await new Promise<void>((resolve, reject) => {
		let said = '';
		worker.stderr.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			if (said.includes('Ctrl-C ends it')) resolve();
		});
		ended.then((code) => reject(new Error(`the worker ended with ${code}: ${said}`)));
	});
	return {
		stop: async () => {
			worker.kill('SIGTERM');
			await ended;
		},
	};
}
