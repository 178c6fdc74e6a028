import { type NativeConnection, Worker, type WorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import { benchActivities } from '../activities/bench';
import { gpuActivities } from '../activities/gpu';
import { simActivities } from '../activities/sims';
import { simulateActivities } from '../activities/simulate';
import type { Catalog } from '../catalog/catalog';
import type { WorkerEnvironment } from '../machine/environment';
import type { Log } from '../machine/log';
import type { Clients } from '../planning/clients';
import { episodeThreads } from '../simulating/episodes/create-episode-runner';
import type { EpisodeRunner } from '../simulating/episodes/runner';
import { activityLog } from './activity-log';
import { payloadConverterPath, workflowBundle } from './bundle';
import { failuresByCode } from './failures';
import { identityOf, type WorkerMark } from './identity';

/** What all workers of this process share. */
export interface WorkerSetting {
	readonly connection: NativeConnection;
	readonly environment: WorkerEnvironment;
	readonly catalog: Catalog;
	readonly clients: Clients;
	/** Runs simulations' episodes. */
	readonly episodes: EpisodeRunner;
	readonly log: Log;
	/** What other workers see of this one. */
	readonly mark: WorkerMark;
}

/** A worker of workflows and I/O activities. @param bundle the built one unless given */
export async function benchWorker(setting: WorkerSetting, bundle?: WorkflowBundleOption): Promise<Worker> {
	const { catalog, clients, environment, log } = setting;
	const { benchQueue, env, exportDir, spoolDir } = environment;
	const say = (line: string) => log.warn(line);
	return Worker.create({
		...sharedOptions(setting),
		taskQueue: benchQueue,
		workflowBundle: bundle ?? (await workflowBundle()),
		activities: {
			...benchActivities({ catalog, clients, env, exportDir, spoolDir, say }),
			...simActivities({ catalog, clients, env }),
		},
		// What they ask of MLflow at once its client bounds, and an endpoint is asked as its judge's file says, up to 64 at
		// once; this bounds what waits for either in memory, about 1 MB for each that records.
		maxConcurrentActivityTaskExecutions: 80,
		// So soon they hear that the workflow that asked was ended: another run of it may ask for the same.
		maxHeartbeatThrottleInterval: '2 seconds',
		defaultHeartbeatThrottleInterval: '2 seconds',
		maxCachedWorkflows: 100,
	});
}

/**
 * A worker of one GPU's queue. Of the two activities that it takes up, one has the turn at the Ollama and works; the other
 * waits in this process, so that no trip to Temporal stands between two cells: the GPU idles 5 ms instead of 16.
 */
export function gpuWorker(setting: WorkerSetting, queue: string): Promise<Worker> {
	const { catalog, clients, environment, log } = setting;
	return Worker.create({
		...sharedOptions(setting),
		taskQueue: queue,
		activities: gpuActivities({ catalog, clients, spoolDir: environment.spoolDir, say: (line) => log.warn(line) }),
		maxConcurrentActivityTaskExecutions: 2,
		// One after the other, so that the order of Temporal is that of the turns.
		maxConcurrentActivityTaskPolls: 1,
		// Cancellation comes with the answer to a heartbeat: by default those are half a minute apart.
		maxHeartbeatThrottleInterval: '500 milliseconds',
		defaultHeartbeatThrottleInterval: '500 milliseconds',
	});
}

/**
 * A worker of simulations' episodes, which run in threads. One batch more than there are threads is taken up, so that none
 * waits for a trip to Temporal.
 */
export function simWorker(setting: WorkerSetting): Promise<Worker> {
	return Worker.create({
		...sharedOptions(setting),
		taskQueue: setting.environment.simQueue,
		activities: simulateActivities(setting.episodes),
		maxConcurrentActivityTaskExecutions: episodeThreads + 1,
		// Cancellation comes with the answer to a heartbeat.
		maxHeartbeatThrottleInterval: '1 second',
		defaultHeartbeatThrottleInterval: '1 second',
	});
}

function sharedOptions({ connection, environment, log, mark }: WorkerSetting): Omit<WorkerOptions, 'taskQueue'> {
	return {
		connection,
		namespace: environment.temporalNamespace,
		identity: identityOf(mark),
		dataConverter: { payloadConverterPath: payloadConverterPath() },
		interceptors: { activity: [() => ({ inbound: failuresByCode }), () => ({ inbound: activityLog(log) })] },
		shutdownGraceTime: '10 seconds',
		shutdownForceTime: '30 seconds',
	};
}
