import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../machine/folders';

/** Where a worker process finds its parts, and what else it is told. */
export type WorkerVariables = Readonly<Record<string, string>>;

/** A worker that is a process of its own. */
export interface WorkerProcess {
	readonly pid: number;
	/** All that it has said so far. */
	said(): string;
	/** Ends it in order, as Ctrl-C would. */
	stop(): Promise<void>;
	/** Ends it as a crash would (SIGKILL), and waits until it has gone. */
	kill(): Promise<void>;
}

/**
 * Starts `./tip-bench worker` and waits until it serves its queues, or stands by for them.
 * @throws Error with the worker's own words when it ends instead
 */
export async function startWorkerProcess(
	variables: WorkerVariables,
	options: readonly string[] = [],
): Promise<WorkerProcess> {
	const worker = spawn(process.execPath, [join(projectRoot(), 'tip-bench'), 'worker', ...options], {
		env: { ...process.env, ...variables },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	const ended = new Promise<number | null>((resolve) => worker.once('exit', resolve));
	let said = '';
	await new Promise<void>((resolve, reject) => {
		worker.stderr.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			if (said.includes('Ctrl-C ends it')) resolve();
		});
		ended.then((code) => reject(new Error(`the worker ended with ${code}: ${said}`)));
	});
	const end = async (signal: NodeJS.Signals) => {
		worker.kill(signal);
		await ended;
	};
	return { pid: worker.pid ?? 0, said: () => said, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
