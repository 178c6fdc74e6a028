import { setTimeout as pause } from 'node:timers/promises';
import { createCatalog } from '../../catalog/catalog';
import { projectRoot } from '../../machine/folders';
import { proportionalSize } from '../observe/memory';
import { type MeasuredServer, startMeasuredServer } from '../stage/admin-server';
import { copyRuns } from '../stage/copied-runs';
import { serveAll } from '../stage/mlflow-alone';
import type { PerfStage } from '../stage/stage';
import { makeWaitingRuns } from '../stage/waiting-runs';
import { orderIn } from './order';
import { readRoutes } from './read-routes';

/** The admin server over ten experiments, and over a large one. Times are milliseconds. */
export interface Server {
	/** Runs of the large experiment; each of the ten has a tenth. */
	readonly runs: number;
	/** From the process's start to its first answer. */
	readonly startMs: readonly number[];
	/** The first look at the runs of each of the ten, and what MLflow alone takes to serve them in the same turn. */
	readonly firstLookMs: readonly number[];
	readonly mlflowAloneMs: readonly number[];
	/** The leaderboard of the large experiment, asked for again. */
	readonly secondBoardMs: readonly number[];
	/** Requests a second over all that is kept of the ten, and how long each answer took. */
	readonly rate: number;
	readonly answersMs: readonly number[];
	readonly failed: number;
	/** PSS in bytes: once it is up, at the end of the requests, and what fifty event streams add. */
	readonly memory: { readonly atStart: number; readonly atEnd: number; readonly ofStreams: number };
}

const experiments = 10;
const [rate, seconds] = [50, 60];
const streams = 50;
const pageSize = 250;

/** Starts the server a few times, has it look at everything, and asks it for a minute. */
export async function measureServer(stage: PerfStage, runs: number, rounds: number): Promise<Server> {
	const made = await makeWaitingRuns(stage, runs, true);
	const { name: rubric, hash: rubric_hash } = await createCatalog(projectRoot()).rubric('tip-v1');
	const part = Math.floor(runs / experiments);
	const small: { name: string; id: string }[] = [];
	for (let at = 0; at < experiments; at += 1) {
		const name = `${made.experiment}-part-${at}`;
		const copy = { name, tags: { rubric, rubric_hash }, part: [at * part, part] } as const;
		small.push({ name, id: await copyRuns(stage, made, copy) });
	}
	const startMs: number[] = [];
	for (let round = 1; round < rounds; round += 1) {
		const server = await startMeasuredServer(stage);
		startMs.push(server.startMs);
		await server.stop();
	}
	const server = stage.cleanups.add(await startMeasuredServer(stage), ({ stop }) => stop());
	startMs.push(server.startMs);
	const atStart = await proportionalSize([server.pid]);
	const looks = await firstLooks(stage, server, small);
	const secondBoardMs = await boardsOf(server, made.experiment, rounds);
	stage.say(`asking ${rate} times a second for ${seconds} s …`);
	const answers = await askForAMinute(
		server,
		small.map(({ name }) => name),
	);
	const atEnd = await proportionalSize([server.pid]);
	const ofStreams = await watched(stage, server);
	await server.stop();
	return { runs, startMs, ...looks, secondBoardMs, rate, ...answers, memory: { atStart, atEnd, ofStreams } };
}

async function firstLooks(
	stage: PerfStage,
	{ ask }: MeasuredServer,
	small: readonly { readonly name: string; readonly id: string }[],
): Promise<Pick<Server, 'firstLookMs' | 'mlflowAloneMs'>> {
	const [firstLookMs, mlflowAloneMs]: [number[], number[]] = [[], []];
	for (const [at, { name, id }] of small.entries()) {
		const both = [
			async () => firstLookMs.push((await ask(`/api/bench/runs?experiment=${name}&limit=1`)).ms),
			async () => mlflowAloneMs.push(await serveAll(stage, id, pageSize)),
		];
		for (const turn of orderIn(at + 1, both)) await turn();
	}
	return { firstLookMs, mlflowAloneMs };
}

async function boardsOf({ ask }: MeasuredServer, experiment: string, rounds: number): Promise<number[]> {
	const path = `/api/bench/leaderboard?experiment=${experiment}`;
	await ask(path);
	const times: number[] = [];
	for (let round = 0; round < rounds; round += 1) times.push((await ask(path)).ms);
	return times;
}

/** Asks for all that is kept, once so that it is, and then as often as is said, whether answers come or not. */
async function askForAMinute(server: MeasuredServer, names: readonly string[]) {
	const document = JSON.parse((await server.ask('/api/openapi.json')).text);
	const paths = names.map((name) => readRoutes(document, name));
	for (const ofOne of paths) for (const path of ofOne) await server.ask(path);
	const answersMs: number[] = [];
	let failed = 0;
	const asked: Promise<void>[] = [];
	const began = performance.now();
	for (let at = 0; at < rate * seconds; at += 1) {
		await pause(Math.max(0, began + (at * 1_000) / rate - performance.now()));
		const ofOne = paths[Math.floor(at / (paths[0]?.length ?? 1)) % paths.length] ?? [];
		const path = ofOne[at % ofOne.length] ?? '';
		asked.push(
			server.ask(path).then(
				({ ms }) => void answersMs.push(ms),
				() => {
					failed += 1;
				},
			),
		);
	}
	await Promise.all(asked);
	return { answersMs, failed };
}

/** Starts a bench that waits for a worker, and watches it. @returns bytes that so many streams add */
async function watched(stage: PerfStage, server: MeasuredServer): Promise<number> {
	const bench = { workflowId: 'perf-watched', taskQueue: 'perf-nobody', args: [{}] };
	const handle = await stage.client.workflow.start('bench', bench);
	const path = `/api/bench/progress?experiment=${bench.workflowId}`;
	const one = await server.watch(path);
	await pause(5_000);
	const before = await proportionalSize([server.pid]);
	const all = await Promise.all(Array.from({ length: streams }, () => server.watch(path)));
	await pause(10_000);
	const after = await proportionalSize([server.pid]);
	for (const leave of [one, ...all]) leave();
	await handle.terminate();
	return after - before;
}
