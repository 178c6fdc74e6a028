import { MockActivityEnvironment } from '@temporalio/testing';
import { recordActivities } from '../../activities/record';
import { createCatalog } from '../../catalog/catalog';
import { projectRoot } from '../../machine/folders';
import { closeMlflow, createMlflow } from '../../mlflow/client';
import { ensureExperiment } from '../../mlflow/experiments';
import { createClients } from '../../planning/clients';
import { median } from '../observe/statistics';
import { blocksOf, runBench, whenRecorded } from '../stage/bench-run';
import type { PerfStage } from '../stage/stage';
import { startInstantOllama } from '../stage/stand-in';
import { startMeasuredWorker } from '../stage/worker';
import { instantBench } from './instant-bench';
import { orderIn } from './order';
import { measureRequestCosts, type Recorded, type RequestCost } from './request-costs';

/** How fast cells are recorded with an Ollama that answers at once, in cells a second, one a round. */
export interface Recording {
	readonly cells: number;
	/** From the start of a bench to its last cell recorded. */
	readonly ours: readonly number[];
	/** The same requests to MLflow, by so many at once as were fastest. */
	readonly mlflowAlone: readonly number[];
	readonly lanes: number;
	/** How fast each number of lanes was. */
	readonly tried: Readonly<Record<string, number>>;
	/** Missing in what was kept before 2026-11-26. */
	readonly requests?: readonly RequestCost[];
}

/** Compares us with MLflow alone, in turns. */
export async function measureRecording(stage: PerfStage, cells: number, rounds: number): Promise<Recording> {
	const ollama = await startInstantOllama(stage);
	const worker = stage.cleanups.add(await startMeasuredWorker(stage, { ollama: ollama.url }), ({ stop }) => stop());
	const warmUp = await runBench(stage, instantBench(104));
	const sample = await recordedBy(stage, warmUp.experiment);
	stage.say('what each of the requests of a cell takes of MLflow …');
	const requests = await measureRequestCosts(stage, sample[0] as Recorded);
	const tried: Record<string, number> = {};
	for (const lanes of [1, 2, 4, 6]) {
		tried[lanes] = await alone(stage, sample, 120, lanes);
		stage.say(`MLflow alone, ${lanes} at once: ${tried[lanes]?.toFixed(1)} cells a second`);
	}
	const [best = ['1', 0]] = Object.entries(tried).sort(([, a], [, b]) => b - a);
	const lanes = Number(best[0]);
	const ours: number[] = [];
	const mlflowAlone: number[] = [];
	const measureOurs = async () => ours.push(await recordedOfOurs(stage, cells));
	const measureAlone = async () => mlflowAlone.push(await alone(stage, sample, cells, lanes));
	for (let round = 1; round <= rounds; round += 1) {
		for (const pass of orderIn(round, [measureOurs, measureAlone])) await pass();
		stage.say(
			`round ${round} of ${rounds}: ${ours.at(-1)?.toFixed(1)} cells a second recorded, MLflow alone ${mlflowAlone.at(-1)?.toFixed(1)}`,
		);
	}
	await worker.stop();
	await ollama.stop();
	return { cells, ours, mlflowAlone, lanes, tried, requests };
}

/** Runs a bench. @returns the cells a second that it recorded */
async function recordedOfOurs(stage: PerfStage, cells: number): Promise<number> {
	const { experiment, startedAt } = await runBench(stage, instantBench(cells));
	return cells / (((await whenRecorded(stage, experiment)) - startedAt) / 1000);
}

let count = 0;

/** Records the same content again and again, in a new experiment, without Temporal. @returns cells a second */
async function alone(stage: PerfStage, sample: readonly Recorded[], cells: number, lanes: number): Promise<number> {
	const mlflow = createMlflow(stage.mlflow.address);
	count += 1;
	const { id } = await ensureExperiment(mlflow, `perf-alone-${process.pid}-${count}`, {});
	await closeMlflow(mlflow);
	const { createRuns, fillRuns } = recordActivities({
		catalog: createCatalog(projectRoot()),
		clients: createClients(process.env),
		env: process.env,
		exportDir: stage.folder,
	});
	let next = 0;
	const lane = async () => {
		// The activities tell Temporal that they live; here nobody listens.
		const activity = new MockActivityEnvironment();
		const inActivity = <T>(work: () => Promise<T>) => activity.run<[], T, () => Promise<T>>(work);
		while (next < cells) {
			const { input, answer } = sample[next % sample.length] as Recorded;
			next += 1;
			const here = { ...input, at: { ...input.at, experiment_id: id } };
			const { cell, generation } = answer;
			const asked = [{ cell, started_at: generation.started_at }];
			const [run_id = ''] = await inActivity(() => createRuns(here, asked));
			await inActivity(() => fillRuns(here, [{ ...answer, run_id }]));
		}
	};
	const startedAt = performance.now();
	await Promise.all(Array.from({ length: lanes }, lane));
	return cells / ((performance.now() - startedAt) / 1000);
}

/** What the worker was given to record, from Temporal's history: so both record the same. */
async function recordedBy({ client }: PerfStage, experiment: string): Promise<Recorded[]> {
	const recorded: Recorded[] = [];
	for (const { workflowId, runId } of await blocksOf(client, experiment)) {
		const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
		for (const { activityTaskScheduledEventAttributes: scheduled } of events ?? []) {
			if (scheduled?.activityType?.name !== 'fillRuns') continue;
			const [input, answers] = (scheduled.input?.payloads ?? []).map(({ data }) =>
				JSON.parse(String(Buffer.from(data ?? []))),
			);
			for (const answer of answers) recorded.push({ input, answer });
		}
	}
	return recorded;
}

/** The median ratio of the rounds: each of ours to MLflow alone right beside it. */
export function recordingRatio({ ours, mlflowAlone }: Recording): number {
	return median(ours.map((rate, at) => rate / (mlflowAlone[at] ?? Number.NaN)));
}
