import { NativeConnection, Worker, type WorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import { benchActivities } from '../activities/bench';
import type { Dependencies } from '../activities/dependencies';
import { gpuActivities } from '../activities/gpu';
import { createCatalog } from '../catalog/catalog';
import { TipBenchError } from '../domain/errors';
import { payloadConverterPath, workflowBundle } from './bundle';
import type { WorkerEnvironment } from './environment';
import { failuresByCode } from './failures';

/** The workers of this process, running. */
export interface RunningWorkers {
	/** Ends when all have stopped; rejects if one broke. */
	readonly ended: Promise<void>;
	/** Lets running activities end, within half a minute. */
	stop(): Promise<void>;
}

/**
 * Starts the `bench` worker and one worker a GPU queue, in this process.
 * @throws TipBenchError TemporalUnavailable
 */
export async function startWorkers(
	environment: WorkerEnvironment,
	bundle?: WorkflowBundleOption,
): Promise<RunningWorkers> {
	const connection = await NativeConnection.connect({ address: environment.temporalAddress }).catch(
		(error: unknown) => {
			const message = `Temporal does not answer at ${environment.temporalAddress}; start it (./tip-bench up) or set TEMPORAL_ADDRESS`;
			throw new TipBenchError('TemporalUnavailable', message, { cause: error });
		},
	);
	const { dataDir, env, exportDir } = environment;
	const dependencies: Dependencies = { catalog: createCatalog(dataDir), env, exportDir };
	const shared: Omit<WorkerOptions, 'taskQueue'> = {
		connection,
		namespace: environment.temporalNamespace,
		dataConverter: { payloadConverterPath: payloadConverterPath() },
		interceptors: { activity: [() => ({ inbound: failuresByCode })] },
		shutdownGraceTime: '10 seconds',
		shutdownForceTime: '30 seconds',
	};
	const workers: Worker[] = [];
	if (environment.servesBench) {
		workers.push(
			await Worker.create({
				...shared,
				taskQueue: environment.benchQueue,
				workflowBundle: bundle ?? (await workflowBundle()),
				activities: benchActivities(dependencies),
				// MLflow on SQLite takes no more at once.
				maxConcurrentActivityTaskExecutions: 6,
				maxCachedWorkflows: 100,
			}),
		);
	}
	for (const taskQueue of environment.gpuQueues) {
		workers.push(
			await Worker.create({
				...shared,
				taskQueue,
				activities: gpuActivities(dependencies),
				maxConcurrentActivityTaskExecutions: 1,
				// Cancellation comes with the answer to a heartbeat: by default those are half a minute apart.
				maxHeartbeatThrottleInterval: '500 milliseconds',
				defaultHeartbeatThrottleInterval: '500 milliseconds',
			}),
		);
	}
	const runs = workers.map((worker) => worker.run());
	const stopAll = () => {
		for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
	};
	// One that breaks takes the others along: a bench with half its workers would only hang.
	for (const run of runs) run.catch(stopAll);
	const ended = Promise.allSettled(runs).then(async (all) => {
		await connection.close();
		const broken = all.find((each) => each.status === 'rejected');
		if (broken !== undefined) throw broken.reason;
	});
	return {
		ended,
		stop: async () => {
			stopAll();
			await ended;
		},
	};
}
