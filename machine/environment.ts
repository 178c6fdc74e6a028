import { join } from 'node:path';
import type { Env } from './environment/kinds';
import { readVariable } from './environment/read';
import { dataDir, exportsDir, stateDir } from './folders';
import { namedTemporal, type TemporalTarget } from './temporal/target';

/** Where things are for this worker: all of it from the environment, with defaults that work in a checkout. */
export interface WorkerEnvironment {
	/** Host and port of the Temporal server. */
	readonly temporalAddress: string;
	readonly temporalNamespace: string;
	/** The same, with what a message and a connection need beside. */
	readonly temporal: TemporalTarget;
	/** The queue of workflows and I/O activities. */
	readonly benchQueue: string;
	/** The queue of simulations' episodes. */
	readonly simQueue: string;
	/** The queues of the GPUs that this worker serves; none for a worker that only does I/O. */
	readonly gpuQueues: readonly string[];
	/** Whether workflows and I/O activities run here too. */
	readonly servesBench: boolean;
	/** Whether simulations' episodes run here. */
	readonly servesSim: boolean;
	/** The folder that holds rubrics/, prompts/ and scenarios/. */
	readonly dataDir: string;
	readonly exportDir: string;
	/** Where answers lie that may not have reached Temporal. */
	readonly spoolDir: string;
	readonly env: Env;
}

/**
 * What a worker needs to know of its environment.
 * @param temporal where it is not the one that the environment names
 * @throws MachineError EnvironmentInvalid
 */
export function readEnvironment(env: Env, temporal: TemporalTarget = namedTemporal(env)): WorkerEnvironment {
	const [benchQueue, simQueue] = ['bench', 'sim'] as const;
	const queues = readVariable(env, 'TIP_BENCH_QUEUES') ?? [benchQueue, 'gpu', simQueue];
	return {
		temporalAddress: temporal.temporal,
		temporalNamespace: temporal.namespace,
		temporal,
		...{ benchQueue, simQueue },
		gpuQueues: queues.filter((queue) => queue !== benchQueue && queue !== simQueue),
		servesBench: queues.includes(benchQueue),
		servesSim: queues.includes(simQueue),
		dataDir: dataDir(env),
		exportDir: exportsDir(env),
		spoolDir: join(stateDir(env), 'spool'),
		env,
	};
}
