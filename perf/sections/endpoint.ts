import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { judgmentActivities } from '../../activities/judgments';
import { createCatalog } from '../../catalog/catalog';
import { startJudge } from '../../client/judge';
import type { JudgePlan, JudgeResult } from '../../contracts/judge';
import type { AutoJudgment } from '../../domain/judging/auto-judgment';
import { createClients } from '../../planning/clients';
import { ownData } from '../../testbed/own-data';
import { now } from '../../testbed/pass-on';
import { median } from '../observe/statistics';
import { startProgram, untilPrinted } from '../stage/program';
import type { PerfStage } from '../stage/stage';
import { makeUnjudged } from '../stage/unjudged-runs';
import { startMeasuredWorker } from '../stage/worker';
import { orderIn } from './order';

/** How fast an endpoint judges that answers each question in the same time; judgments a second, one a round. */
export interface EndpointRates {
	readonly runs: number;
	readonly answerMs: number;
	readonly atOnce: number;
	/** From the start of the judge to its end, all recorded. */
	readonly ours: readonly number[];
	/** The same requests to MLflow, without Temporal and the endpoint, by so many at once as its client sends. */
	readonly mlflowAlone: readonly number[];
}

const answerMs = 300;
const atOnce = 8;
const kind = 'steady';

/** Has runs judged by a stand-in that takes 300 ms for each answer, in turns with MLflow alone. */
export async function measureEndpoint(stage: PerfStage, runs: number, rounds: number): Promise<EndpointRates> {
	const address = await startEndpoint(stage);
	const data = dataWithJudge(stage.folder);
	const env = { TIP_BENCH_DATA: data, STEADY_URL: `${address}/v1` };
	const worker = stage.cleanups.add(await startMeasuredWorker(stage, { ollama: stage.proxy.url, env }), ({ stop }) =>
		stop(),
	);
	stage.say('warming up: 40 runs judged by an endpoint …');
	const sample = await judged(stage, 40);
	const ours: number[] = [];
	const mlflowAlone: number[] = [];
	const measureOurs = async () => ours.push((await judged(stage, runs)).rate);
	const measureAlone = async () => mlflowAlone.push(await alone(stage, data, sample, runs));
	for (let round = 1; round <= rounds; round += 1) {
		for (const pass of orderIn(round, [measureOurs, measureAlone])) await pass();
		stage.say(
			`round ${round} of ${rounds}: ${ours.at(-1)?.toFixed(1)} judgments a second, MLflow alone ${mlflowAlone.at(-1)?.toFixed(1)}`,
		);
	}
	await worker.stop();
	return { runs, answerMs, atOnce, ours, mlflowAlone };
}

/** What both would allow: the endpoint, and MLflow alone in the same round. @returns how much of that ours reached */
export function endpointRatio({ ours, mlflowAlone, answerMs: each, atOnce: most }: EndpointRates): number {
	const endpoint = most / (each / 1000);
	return median(ours.map((rate, at) => rate / Math.min(endpoint, mlflowAlone[at] ?? Number.NaN)));
}

async function startEndpoint(stage: PerfStage): Promise<string> {
	const program = await startProgram({
		name: 'endpoint',
		command: process.execPath,
		args: [join(__dirname, '..', 'programs', 'endpoint-stand-in.js'), `${answerMs}`],
		env: process.env,
		folder: stage.folder,
	});
	stage.cleanups.add(program, ({ stop }) => stop());
	return (await untilPrinted(program, 'the stand-in', /listening at (\S+)/))[1] ?? '';
}

/** The shipped data files, and a judge beside them. */
function dataWithJudge(folder: string): string {
	const data = ownData(folder);
	mkdirSync(join(data, 'auto-judges'));
	const judge = [`api: openai`, `model: ${kind}`, 'address_variable: STEADY_URL', `most_at_once: ${atOnce}`];
	writeFileSync(join(data, 'auto-judges', `${kind}.yaml`), `${judge.join('\n')}\ncontext: 32000\n`);
	return data;
}

/** What the judge's workflow gave MLflow to do. */
interface Judged {
	readonly rate: number;
	readonly plan: JudgePlan;
	readonly judgments: readonly AutoJudgment[];
}

async function judged(stage: PerfStage, count: number): Promise<Judged> {
	const { experiment } = await makeUnjudged(stage, count, kind);
	const startedAt = now();
	const { id } = await startJudge(stage.client, { experiment, kind });
	const handle = stage.client.workflow.getHandle(id);
	const result = (await handle.result()) as JudgeResult;
	const rate = count / ((now() - startedAt) / 1000);
	if (result.scored !== count) throw new Error(`the endpoint judged ${result.scored} of ${count} runs`);
	const { events } = await handle.fetchHistory();
	const recorded = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: scheduled }) => {
		if (scheduled?.activityType?.name !== 'recordJudgments') return [];
		const [plan, judgments] = (scheduled.input?.payloads ?? []).map(({ data }) =>
			JSON.parse(String(Buffer.from(data ?? []))),
		);
		return [{ plan: plan as JudgePlan, judgments: judgments as AutoJudgment[] }];
	});
	const plan = recorded[0]?.plan;
	if (plan === undefined) throw new Error('nothing was recorded');
	return { rate, plan, judgments: recorded.flatMap(({ judgments }) => judgments) };
}

/** Reads the runs and records a judgment of each, as the worker does. @returns judgments a second */
async function alone(stage: PerfStage, data: string, sample: Judged, count: number): Promise<number> {
	const { experiment, experiment_id, runIds } = await makeUnjudged(stage, count, kind);
	const at = { ...sample.plan.at, experiment, experiment_id };
	const catalog = createCatalog(data);
	const clients = createClients(process.env);
	const nowhere = { env: process.env, exportDir: stage.folder, spoolDir: stage.folder, say: () => undefined };
	const { recordJudgments, unjudgedRuns } = judgmentActivities({ catalog, clients, ...nowhere });
	const inActivity = <T>(work: () => Promise<T>) => new MockActivityEnvironment().run<[], T, () => Promise<T>>(work);
	const plan = { ...sample.plan, at };
	const startedAt = now();
	await inActivity(() => unjudgedRuns(plan, { most: count, from: 0, since: 0, count: true }));
	const left = [...runIds];
	const lane = async () => {
		for (let ids = left.splice(0, 10); ids.length > 0; ids = left.splice(0, 10)) {
			const judgments = ids.map((run_id, at) => ({ ...(sample.judgments[at] as AutoJudgment), run_id }));
			await inActivity(() => recordJudgments(plan, judgments));
		}
	};
	await Promise.all([lane(), lane(), lane()]);
	const rate = count / ((now() - startedAt) / 1000);
	await clients.close();
	return rate;
}
