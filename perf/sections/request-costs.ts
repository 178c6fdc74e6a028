import { MockActivityEnvironment } from '@temporalio/testing';
import { Agent, type Dispatcher, request } from 'undici';
import { recordActivities } from '../../activities/record';
import { createCatalog } from '../../catalog/catalog';
import type { Answer, RecordInput } from '../../contracts/activities';
import { projectRoot } from '../../machine/folders';
import { closeMlflow, createMlflow } from '../../mlflow/client';
import { ensureExperiment } from '../../mlflow/experiments';
import { createClients } from '../../planning/clients';
import { descendantsOf } from '../observe/memory';
import { processorSeconds } from '../observe/processor';
import type { PerfStage } from '../stage/stage';

/** What one of a cell's requests costs MLflow. */
export interface RequestCost {
	/** `POST log-batch`; of two alike the second has a `#2`. */
	readonly name: string;
	/** Of its body. */
	readonly bytes: number;
	/** Processor time of all of MLflow's processes for one, in milliseconds: what it takes from a model on that machine. */
	readonly processorMs: number;
	/** Until its answer was there, in milliseconds. */
	readonly wallMs: number;
}

/** The content of one record, as the worker was given it. */
export interface Recorded {
	readonly input: RecordInput;
	readonly answer: Answer;
}

/** Linux counts processor time in 10 ms: two hundred requests of a millisecond are told apart. */
const runs = 200;

interface Captured {
	readonly method: string;
	readonly path: string;
	readonly body: string | null;
	readonly type: string;
}

/**
 * Sends each of the requests that recording one cell takes again and again, one kind after the other, for as many runs:
 * what is between two looks at MLflow's processor time is of that kind alone.
 */
export async function measureRequestCosts(stage: PerfStage, { input, answer }: Recorded): Promise<RequestCost[]> {
	const mlflow = createMlflow(stage.mlflow.address);
	const { id } = await ensureExperiment(mlflow, `perf-requests-${process.pid}`, {});
	await closeMlflow(mlflow);
	const { requests, runId } = await requestsOfOneCell(
		stage,
		{ ...input, at: { ...input.at, experiment_id: id } },
		answer,
	);
	const [create, ...others] = requests;
	if (create === undefined) throw new Error('a cell was recorded without a request');
	const ids: string[] = [];
	const costs = [await costOf(stage, create, requests, async () => ids.push(runIdIn(await sent(stage, create))))];
	for (const each of others) {
		let next = 0;
		const send = () => sent(stage, withRun(each, runId, ids[next++] ?? ''));
		costs.push(await costOf(stage, each, requests, send));
	}
	return costs;
}

async function costOf(
	stage: PerfStage,
	each: Captured,
	all: readonly Captured[],
	send: () => Promise<unknown>,
): Promise<RequestCost> {
	const before = await processorOf(stage);
	const began = performance.now();
	for (let count = 0; count < runs; count += 1) await send();
	const wallMs = (performance.now() - began) / runs;
	const processorMs = (((await processorOf(stage)) - before) * 1000) / runs;
	const cost = { name: nameOf(each, all), bytes: Buffer.byteLength(each.body ?? ''), processorMs, wallMs };
	stage.say(`  ${cost.name}: ${processorMs.toFixed(1)} ms of MLflow's processor time, ${wallMs.toFixed(1)} ms in all`);
	return cost;
}

/** Records one cell as the worker does. @returns what it asked MLflow, and the id of the run that came of it */
async function requestsOfOneCell(stage: PerfStage, input: RecordInput, answer: Answer) {
	const requests: Captured[] = [];
	const capture = (dispatch: Dispatcher.Dispatch): Dispatcher.Dispatch => {
		return (options, handler) => {
			const { method, path, body, headers } = options;
			const type = String((headers as Record<string, string> | undefined)?.['content-type'] ?? '');
			requests.push({ method, path, body: typeof body === 'string' ? body : null, type });
			return dispatch(options, handler);
		};
	};
	const mlflow = createMlflow(stage.mlflow.address);
	const watched = { ...mlflow, connections: mlflow.connections.compose(capture) as Agent };
	const clients = { ...createClients(process.env), mlflow: () => watched };
	const sources = { catalog: createCatalog(projectRoot()), clients, env: process.env, exportDir: stage.folder };
	const { createRuns, fillRuns } = recordActivities(sources);
	// The activities tell Temporal that they live; here nobody listens.
	const activity = new MockActivityEnvironment();
	const inActivity = <T>(work: () => Promise<T>) => activity.run<[], T, () => Promise<T>>(work);
	const { cell, generation } = answer;
	const [runId = ''] = await inActivity(() => createRuns(input, [{ cell, started_at: generation.started_at }]));
	await inActivity(() => fillRuns(input, [{ ...answer, run_id: runId }]));
	await closeMlflow(mlflow);
	return { requests, runId };
}

const connections = new Agent({ connections: 1 });

async function sent(stage: PerfStage, { method, path, body, type }: Captured): Promise<string> {
	const headers = type === '' ? {} : { 'content-type': type };
	const options = { dispatcher: connections, method: method as Dispatcher.HttpMethod, headers, body };
	const answer = await request(`${new URL(stage.mlflow.address).origin}${path}`, options);
	const text = await answer.body.text();
	if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 500)}`);
	return text;
}

function runIdIn(created: string): string {
	return (JSON.parse(created) as { run: { info: { run_id: string } } }).run.info.run_id;
}

function withRun(asked: Captured, from: string, to: string): Captured {
	return { ...asked, path: asked.path.replaceAll(from, to), body: asked.body?.replaceAll(from, to) ?? null };
}

function nameOf(asked: Captured, all: readonly Captured[]): string {
	const name = ({ method, path }: Captured) => `${method} ${path.split('?')[0]?.split('/').at(-1)}`;
	const alike = all.filter((each) => name(each) === name(asked));
	const at = alike.indexOf(asked);
	return at === 0 ? name(asked) : `${name(asked)} #${at + 1}`;
}

async function processorOf(stage: PerfStage): Promise<number> {
	const pids = await descendantsOf(stage.mlflow.pid === undefined ? [] : [stage.mlflow.pid]);
	const seconds = await Promise.all(pids.map(processorSeconds));
	return seconds.reduce<number>((sum, each) => sum + (each ?? 0), 0);
}
