import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../machine/folders';
import { startLeashed } from '../machine/leashed-process';
import { makeFolderSync } from '../machine/make-folder';
import { stackVariables, testStack } from './stack';
import { until } from './until';

/** Where a worker process finds its parts, and what else it is told. */
export type WorkerVariables = Readonly<Record<string, string>>;

/** A worker that is a process of its own, and ends when we do, however we end. */
export interface WorkerProcess {
	readonly pid: number;
	/** All that it has said so far. */
	said(): string;
	/** Ends it in order, as Ctrl-C would. */
	stop(): Promise<void>;
	/** Ends it as a crash would (SIGKILL), and waits until it has gone. */
	kill(): Promise<void>;
}

/** Starts a worker on the parts that all tests share. */
export function startStackWorker(variables: WorkerVariables, options: readonly string[] = []): Promise<WorkerProcess> {
	return startWorkerProcess({ ...stackVariables(testStack()), ...variables }, options);
}

/**
 * Starts `./tip-bench worker` and waits until it serves its queues, or stands by for them.
 * @throws Error with the worker's own words when it ends instead
 */
export function startWorkerProcess(
	variables: WorkerVariables,
	options: readonly string[] = [],
): Promise<WorkerProcess> {
	return startLasting(['worker', ...options], variables);
}

/**
 * Starts a command that runs until Ctrl-C, on the parts that all tests share, and waits until it says so.
 * @throws Error with its own words when it ends instead
 */
export function startLastingCommand(args: readonly string[], variables: WorkerVariables): Promise<WorkerProcess> {
	return startLasting(args, { ...stackVariables(testStack()), ...variables });
}

/** As {@link startLastingCommand}, of one that needs no parts. @throws Error with its own words when it ends instead */
export async function startLasting(args: readonly string[], variables: WorkerVariables): Promise<WorkerProcess> {
	const folder = variables.TIP_BENCH_STATE ?? tmpdir();
	makeFolderSync(folder);
	const log = join(mkdtempSync(join(folder, 'worker-')), 'worker.log');
	const output = openSync(log, 'a');
	const worker = await startLeashed({
		command: process.execPath,
		args: [join(projectRoot(), 'tip-bench'), ...args],
		env: { ...process.env, ...variables },
		cwd: process.cwd(),
		output,
	});
	closeSync(output);
	const said = () => readFileSync(log, 'utf8');
	let ended = false;
	const exited = worker.exited.then(({ code }) => {
		ended = true;
		return code;
	});
	await until(async () => ended || said().includes('Ctrl-C ends it'), 60_000);
	if (ended) throw new Error(`${args[0]} ended with ${await exited}: ${said()}`);
	return {
		...{ pid: worker.pid, said },
		stop: () => worker.stop(60_000),
		kill: async () => {
			worker.kill();
			await exited;
		},
	};
}
