import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { JudgeFile } from '../domain/judging/judge-file';
import type { NightResult } from '../domain/ranking/night/night-document';
import { addScriptedJudge, openAgreeingJudge, scripted } from './agreeing-judge';
import { type Ended, temporalCli, tipBench } from './commands';
import { type HeldStage, startHeldStage } from './held-stage';
import { openHttpStandIn } from './http-stand-in';
import { addShortRubric } from './short-rubric';
import { testStack } from './stack';
import { createTinyModels } from './tiny-model';
import { until } from './until';

/** Models that a night's bench has, by their tags. */
export const nightModels = ['night-a:latest', 'night-b:latest'] as const;

const five = (kind: string) =>
	JSON.stringify(['one', 'two', 'three', 'four', 'five'].map((each) => `A ${kind} tip, ${each}.`));
const good = [five('splendid'), five('fine')];
const poor = [five('poor')];

/** What the judge and the person think of a tip. */
const levelOf = (candidate: string) => (/splendid/.test(candidate) ? 5 : /fine/.test(candidate) ? 4 : 2);

/** An event as the receiver of the webhook got it. */
interface ToldEvent {
	readonly type: string;
	readonly data: Readonly<Record<string, unknown>>;
}

/** A night that has ended. */
export interface EndedNight {
	readonly id: string;
	readonly result: NightResult;
}

/** A stage with a scripted judge, a receiver of webhooks, and models of which one can get worse. */
export interface NightStage extends Pick<HeldStage, 'env' | 'benches' | 'mlflow'> {
	/** The plain `temporal` command, at this stage's server. */
	temporal(...args: string[]): Promise<Ended>;
	/** What was told of nights so far. */
	alarms(): ToldEvent[];
	/** Scores all that waits in an experiment, as a person who agrees with the judge. @returns how many runs that were */
	scoreByPerson(experiment: string): Promise<number>;
	/** Puts other weights under the first model's tag. */
	worsenFirstModel(): Promise<void>;
	/** Triggers a schedule with the plain command, and sees its night to its end. */
	nextNight(scheduleId: string): Promise<EndedNight>;
	close(): Promise<void>;
}

/** Starts it. */
export async function startNightStage(): Promise<NightStage> {
	const stage = await startHeldStage();
	addShortRubric(stage.data);
	addScriptedJudge(stage.data);
	const judge = await openAgreeingJudge(levelOf, ['relevance', 'tone']);
	const told: ToldEvent[] = [];
	const receiver = await openHttpStandIn(async (asked, given) => {
		told.push(JSON.parse(await text(asked)));
		given.writeHead(204).end();
	});
	const [TIP_BENCH_WEBHOOK_URL, TIP_BENCH_WEBHOOK_SECRET] = [receiver.url, 'whsec_c2VjcmV0'];
	await stage.restartWorker({
		...{ [scripted.variable]: `${judge.url}/v1`, TIP_BENCH_WEBHOOK_URL, TIP_BENCH_WEBHOOK_SECRET },
	});
	const { ollama } = testStack();
	const [first, second] = nightModels;
	await createTinyModels(ollama, [
		{ name: first, seed: 21, answers: good },
		{ name: second, seed: 22, answers: poor },
	]);
	const { env, benches, mlflow } = stage;
	const temporal = (...args: string[]) => temporalCli('--address', env.TEMPORAL_ADDRESS ?? '', ...args);
	const listed = async () => {
		const found = [];
		for await (const each of benches.client.workflow.list({ query: "WorkflowType = 'nightly'" })) found.push(each);
		return found.sort((a, b) => b.startTime.getTime() - a.startTime.getTime());
	};
	return {
		...{ env, benches, mlflow, temporal },
		alarms: () => told.filter(({ type }) => type === 'worse' || type === 'unclear'),
		scoreByPerson: async (experiment) => {
			const path = join(stage.stateDir, 'by-person.json');
			await succeeded(tipBench(['judge', 'export', experiment, '--out', path], env));
			const file = JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
			for (const { scores, candidates } of file.runs) {
				const level = Math.min(...candidates.map(levelOf));
				Object.assign(scores, { relevance: level, tone: level });
			}
			await writeFile(path, JSON.stringify(file));
			await succeeded(tipBench(['judge', 'apply', path], env));
			return file.runs.length;
		},
		worsenFirstModel: () => createTinyModels(ollama, [{ name: first, seed: 23, answers: poor }]),
		nextNight: async (scheduleId) => {
			const before = (await listed()).length;
			await succeeded(temporal('schedule', 'trigger', '--schedule-id', scheduleId));
			await until(async () => (await listed()).length > before);
			const { workflowId: id = '', runId } = (await listed())[0] ?? {};
			const result = (await benches.client.workflow.getHandle(id, runId).result()) as NightResult;
			return { id, result };
		},
		close: async () => {
			await stage.close();
			await Promise.all([judge.close(), receiver.close()]);
		},
	};
}

/** @throws Error with the command's words where it failed */
async function succeeded(ended: Promise<Ended>): Promise<void> {
	const { code, stderr } = await ended;
	if (code !== 0) throw new Error(`it ended with ${code}: ${stderr}`);
}
