import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { statusSchema } from '../domain/bench/status';
import { payloadConverterPath, workflowBundle } from '../worker/bundle';
import type { bench } from '../workflows';
import { longWaitServer } from './long-wait-server';
import { type StandInActivities, type StandInWorld, standInActivities } from './stand-in-activities';

/** Temporal's server that skips time, and workers whose activities are stand-ins. */
export type SkippedTime = Awaited<ReturnType<typeof openSkippedTime>>;

/** Starts it. @param others stand-ins that a test has of its own */
export async function openSkippedTime(others: Partial<StandInActivities> = {}) {
	Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'error' } } });
	const path = await longWaitServer();
	const environment = await TestWorkflowEnvironment.createTimeSkipping({
		server: { executable: { type: 'existing-path', path } },
	});
	const world: StandInWorld = {
		...{ pending: 2, refuses: false, listener: 'none', told: [], counted: [], ran: [] },
		now: () => environment.currentTimeMs(),
	};
	const shared = {
		connection: environment.nativeConnection,
		activities: { ...standInActivities(world), ...others },
		dataConverter: { payloadConverterPath: payloadConverterPath() },
	};
	const bundled = { ...shared, workflowBundle: await workflowBundle() };
	const workers = [
		await Worker.create({ ...bundled, taskQueue: 'bench' }),
		await Worker.create({ ...shared, taskQueue: 'gpu' }),
	];
	const worked = Promise.all(workers.map((worker) => worker.run()));
	return {
		environment,
		world,
		/** A bench of the stand-ins that waits for its judge. */
		startWaiting: async (id: string, keys: Record<string, unknown>) => {
			world.pending = 2;
			world.refuses = false;
			const input = { experiment: id, models: 'stand-in', prompts: 'v1', ...keys };
			const start = { taskQueue: 'bench', workflowId: id, args: [input] as [typeof input] };
			const handle = await environment.client.workflow.start<typeof bench>('bench', start);
			const began = await environment.currentTimeMs();
			await environment.sleep('1 minute');
			const status = async () => statusSchema.parse(await handle.query('status'));
			const { phase } = await status();
			if (phase !== 'awaiting-judge') throw new Error(`${id} is ${phase}`);
			return { handle, began, status };
		},
		close: async () => {
			for (const worker of workers) worker.shutdown();
			await worked;
			await environment.teardown();
		},
	};
}
