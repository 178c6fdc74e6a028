import { join } from 'node:path';
import { MachineError } from './errors';
import { projectRoot, stateDir } from './folders';

type Env = Readonly<Record<string, string | undefined>>;

/** Where things are for this worker: all of it from the environment, with defaults that work in a checkout. */
export interface WorkerEnvironment {
	/** Host and port of the Temporal server. */
	readonly temporalAddress: string;
	readonly temporalNamespace: string;
	/** The queue of workflows and I/O activities. */
	readonly benchQueue: string;
	/** The queues of the GPUs that this worker serves; none for a worker that only does I/O. */
	readonly gpuQueues: readonly string[];
	/** Whether workflows and I/O activities run here too. */
	readonly servesBench: boolean;
	/** The folder that holds rubrics/, prompts/ and scenarios/. */
	readonly dataDir: string;
	readonly exportDir: string;
	/** Where answers lie that may not have reached Temporal. */
	readonly spoolDir: string;
	readonly env: Env;
}

/**
 * Reads TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TIP_BENCH_DATA, TIP_BENCH_STATE and TIP_BENCH_QUEUES
 * (`bench,gpu` by default; every name but `bench` is a GPU's queue).
 */
export function readEnvironment(env: Env): WorkerEnvironment {
	const queues = (env.TIP_BENCH_QUEUES ?? 'bench,gpu').split(',').map((queue) => queue.trim());
	if (queues.every((queue) => queue === '')) {
		throw new MachineError('EnvironmentInvalid', 'TIP_BENCH_QUEUES names no queue; leave it unset for bench,gpu');
	}
	const benchQueue = 'bench';
	return {
		temporalAddress: env.TEMPORAL_ADDRESS ?? 'localhost:7233',
		temporalNamespace: env.TEMPORAL_NAMESPACE ?? 'default',
		benchQueue,
		gpuQueues: queues.filter((queue) => queue !== '' && queue !== benchQueue),
		servesBench: queues.includes(benchQueue),
		dataDir: env.TIP_BENCH_DATA ?? projectRoot(),
		exportDir: join(stateDir(env), 'exports'),
		spoolDir: join(stateDir(env), 'spool'),
		env,
	};
}
