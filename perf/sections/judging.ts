import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCatalog } from '../../catalog/catalog';
import { flatScenario } from '../../domain/bench/scenario';
import { askedOf, questionItem, questionPrefix } from '../../domain/judging/auto/question';
import { ollamaJudge } from '../../domain/judging/auto-judge';
import { messageOf } from '../../machine/coded-error';
import { projectRoot } from '../../machine/folders';
import { makeFolder } from '../../machine/make-folder';
import { frequentPieces } from '../../testbed/byte-pairs';
import { ownData } from '../../testbed/own-data';
import { createTinyModels } from '../../testbed/tiny-model';
import type { Contestant } from '../contestants/contestant';
import { enterBareJudge } from '../judges/bare';
import { enterInspectJudge } from '../judges/inspect-ai';
import { type EnterJudge, type JudgeRequest, judgeRequestsIn, wordsOf } from '../judges/judge-request';
import { enterOurJudge, judgeExperiment } from '../judges/ours';
import { enterPromptfooJudge } from '../judges/promptfoo';
import { type MeasuredPass, measurePass } from '../observe/measured-pass';
import { comparedJudge } from '../settings';
import { contentsOf } from '../stage/run-contents';
import type { PerfStage } from '../stage/stage';
import { makeUnjudged } from '../stage/unjudged-runs';
import { startMeasuredWorker } from '../stage/worker';
import { orderIn } from './order';
import type { Row } from './side-by-side';
import { measureSlidingWindow, type PromptReading, slidingJudge } from './sliding-window';

/** A local model that judges, by everybody. */
export interface Judging {
	readonly runs: number;
	readonly rounds: number;
	readonly rows: readonly Row[];
	/** A model that cannot go on from a prompt's beginning; why not, where it was not measured. */
	readonly sliding: PromptReading | { readonly why: string };
}

const others: Readonly<Record<string, EnterJudge<Contestant>>> = {
	bare: enterBareJudge,
	promptfoo: enterPromptfooJudge,
	inspect: enterInspectJudge,
};

/** Lets everybody have the same items judged by the same model, in turns. */
export async function measureJudging(stage: PerfStage, runs: number, rounds: number): Promise<Judging> {
	await createJudge(stage);
	const data = await dataWithJudge(stage);
	const worker = stage.cleanups.add(
		await startMeasuredWorker(stage, { ollama: stage.proxy.url, env: { TIP_BENCH_DATA: data } }),
		({ stop }) => stop(),
	);
	stage.say(`warming up: ${runs} runs judged by us, whose requests the others then copy …`);
	const requests = await requestsOfOurs(stage, runs);
	const contestants = [enterOurJudge(stage, worker, runs)];
	const absent: Row[] = [];
	for (const [name, enter] of Object.entries(others)) {
		try {
			contestants.push(await enter(stage, requests));
		} catch (error) {
			if (stage.signal.aborted) throw error;
			stage.say(`${name} cannot take part: ${messageOf(error)}`);
			absent.push({ name, title: name, remarks: [`not measured: ${messageOf(error)}`], passes: [] });
		}
	}
	const passes = await inRounds(stage, contestants, requests, rounds);
	const sliding = await measureSlidingWindow(stage);
	await worker.stop();
	const rows = contestants.map(({ name, title, remarks }) => ({
		...{ name, title, remarks },
		passes: passes.get(name) ?? [],
	}));
	return { runs, rounds, rows: [...rows, ...absent], sliding };
}

async function inRounds(
	stage: PerfStage,
	contestants: readonly Contestant[],
	requests: readonly JudgeRequest[],
	rounds: number,
): Promise<Map<string, MeasuredPass[]>> {
	const questions = requests.map((request) => ({ model: request.model, prompt: wordsOf(request) }));
	const passes = new Map<string, MeasuredPass[]>(contestants.map(({ name }) => [name, []]));
	for (let round = 1; round <= rounds; round += 1) {
		for (const contestant of orderIn(round, contestants)) {
			const pass = await measurePass(stage, contestant, questions);
			passes.get(contestant.name)?.push(pass);
			const seconds = (pass.wallMs / 1000).toFixed(1);
			stage.say(`round ${round} of ${rounds}: ${contestant.title}: ${seconds} s, ${pass.loads} loads`);
			if (pass.missedCells > 0) stage.say(`  but ${pass.missedCells} questions were not asked as ours were`);
		}
	}
	return passes;
}

/** A model of random weights whose tokens are pieces of such questions. */
async function createJudge(stage: PerfStage): Promise<void> {
	const { kind, model: name, context, pieces: most } = comparedJudge;
	const catalog = createCatalog(projectRoot());
	const [rubric, rule, contentOf] = await Promise.all([
		catalog.rubric('tip-v1'),
		catalog.rubricRule('tip-v1'),
		contentsOf('', { lazy: null, auto: kind }),
	]);
	const items = [0, 1, 2, 3].map((at) => {
		const { scenario, candidates } = contentOf(at);
		return questionItem({ scenario: flatScenario(scenario), candidates });
	});
	const text = [questionPrefix(askedOf(ollamaJudge(kind), rubric, rule)), ...items].join('\n');
	const model = { name, seed: 7, pieces: frequentPieces(text, most), context, usualContext: context };
	await createTinyModels(stage.ollama.address, [model]);
}

/** The shipped files, with a judge of our own beside them. */
async function dataWithJudge(stage: PerfStage): Promise<string> {
	const data = ownData(stage.folder);
	const judges = join(data, 'auto-judges');
	await makeFolder(judges);
	// JSON is YAML.
	writeFileSync(join(judges, `${slidingJudge.kind}.yaml`), JSON.stringify({ api: 'ollama', ...slidingJudge.file }));
	return data;
}

/** What our worker asks the judge, as the proxy saw it. */
async function requestsOfOurs(stage: PerfStage, runs: number): Promise<JudgeRequest[]> {
	const { experiment } = await makeUnjudged(stage, runs, comparedJudge.kind);
	const before = stage.proxy.requests.length;
	await judgeExperiment(stage, experiment, comparedJudge.kind);
	return judgeRequestsIn(stage.proxy.requests.slice(before));
}
