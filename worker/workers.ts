import { NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import { createCatalog } from '../catalog/catalog';
import { TipBenchError } from '../domain/errors';
import type { WorkerEnvironment } from '../machine/environment';
import type { Log } from '../machine/log';
import { connectFault, namespaceFault } from '../machine/temporal/connection';
import type { TemporalTarget } from '../machine/temporal/target';
import { createClients } from '../planning/clients';
import { createEpisodeRunner } from '../simulating/episodes/create-episode-runner';
import { benchWorker, simWorker, type WorkerSetting } from './create-workers';
import { serveGpuQueue } from './gpu-queue';
import { ownMark } from './identity';
import { refuseOthers } from './refuse-others';
import { runUntilStopped } from './run-worker';
import { unpolledQueue } from './unpolled-queue';

/** The workers of this process, running. */
export interface RunningWorkers {
	/** The queues that this process serves by now. */
	served(): string[];
	/** The GPUs' queues that it stands by for, since another worker of this machine serves them. */
	awaited(): string[];
	/** What this process lacks of serving all its queues, `null` where nothing. Asks Temporal, for at most 3 seconds. */
	findFault(): Promise<string | null>;
	/** Ends when all have stopped; rejects if one broke. */
	readonly ended: Promise<void>;
	/** Lets running activities end, within half a minute. */
	stop(): Promise<void>;
}

/** @see startWorkers */
export interface WorkersOptions {
	readonly log: Log;
	/** The built one unless given. */
	readonly bundle?: WorkflowBundleOption;
}

/**
 * Starts the workers of `bench` and `sim`, and one a GPU queue, in this process. A queue that another worker of this machine
 * serves is taken over when that one ends.
 * @throws TipBenchError TemporalUnavailable, TemporalRefused, NamespaceMissing, WorkersDiffer
 */
export async function startWorkers(environment: WorkerEnvironment, options: WorkersOptions): Promise<RunningWorkers> {
	const { benchQueue, servesBench, simQueue, servesSim } = environment;
	const connection = await connect(environment.temporal);
	const catalog = createCatalog(environment.dataDir);
	const clients = createClients(environment.env, ' of the worker');
	const episodes = createEpisodeRunner(environment.env, environment.dataDir);
	const mark = await ownMark(environment);
	const setting: WorkerSetting = { connection, environment, catalog, clients, episodes, log: options.log, mark };
	const closeAll = () => Promise.all([clients.close(), episodes.close(), connection.close()]);
	await refuseOthers(setting).catch(async (error: unknown) => {
		await closeAll();
		throw error;
	});
	const stopping = new AbortController();
	const gpus = environment.gpuQueues.map((queue) => serveGpuQueue(setting, queue, stopping.signal));
	const bench = servesBench ? benchWorker(setting, options.bundle) : undefined;
	const sim = servesSim ? simWorker(setting) : undefined;
	const runs = gpus.map(({ ended }) => ended);
	for (const one of [bench, sim])
		if (one !== undefined) runs.push(one.then((worker) => runUntilStopped(worker, stopping.signal)));
	const ended = endOfAll(runs, stopping, closeAll);
	await Promise.race([ended, Promise.all([bench, sim, ...gpus.map(({ decided }) => decided)])]);
	const awaited = () => gpus.filter((gpu) => !gpu.isServed()).map(nameOf);
	return {
		served: () => [
			...(servesBench ? [benchQueue] : []),
			...gpus.filter((gpu) => gpu.isServed()).map(nameOf),
			...(servesSim ? [simQueue] : []),
		],
		awaited,
		findFault: async () => {
			const [other] = awaited();
			return other === undefined ? unpolledQueue(setting) : `another worker serves the queue ${other}`;
		},
		ended,
		stop: async () => {
			stopping.abort();
			await ended;
		},
	};
}

async function connect(target: TemporalTarget): Promise<NativeConnection> {
	const connection = await NativeConnection.connect({ address: target.temporal, ...target.credentials }).catch(
		(error: unknown) => {
			const { refused, what } = connectFault(target, error);
			const message = `Temporal at ${target.temporal} ${what}`;
			throw new TipBenchError(refused ? 'TemporalRefused' : 'TemporalUnavailable', message, { cause: error });
		},
	);
	const fault = await namespaceFault(connection.workflowService, target);
	if (fault === null) return connection;
	await connection.close();
	throw new TipBenchError('NamespaceMissing', `Temporal at ${target.temporal} ${fault}`);
}

async function endOfAll(
	runs: Promise<void>[],
	stopping: AbortController,
	close: () => Promise<unknown>,
): Promise<void> {
	// One that breaks takes the others along: a bench with half its workers would only hang.
	for (const run of runs) run.catch(() => stopping.abort());
	const all = await Promise.allSettled(runs);
	await close();
	const broken = all.find((each) => each.status === 'rejected');
	if (broken !== undefined) throw broken.reason;
}

function nameOf({ name }: { readonly name: string }): string {
	return name;
}
