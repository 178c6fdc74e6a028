import { writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { judgeStatusQuery } from '../contracts/messages';
import type { BenchResult } from '../contracts/workflows';
import { makeFolderSync } from '../machine/make-folder';
import { tipBench } from '../testbed/commands';
import { type HeldStage, startHeldStage } from '../testbed/held-stage';
import { withHttpStandIn } from '../testbed/http-stand-in';
import { printed } from '../testbed/judge-bench';
import { rawRuns, type SeenRun } from '../testbed/raw-mlflow';
import { addShortRubric, shortRubric } from '../testbed/short-rubric';
import { babbler, testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';
import { residentNames, watchResident } from '../testbed/watch-resident';

// The auto tier of a bench: a real model of Ollama's that judges, on a rubric that is short enough for it.

const kind = `ollama/${babbler}`;
let stage: HeldStage;

beforeAll(async () => {
	stage = await startHeldStage();
	addShortRubric(stage.data);
}, 120_000);
afterAll(() => stage.close());

const input = (experiment: string, more: object) => ({
	...{ experiment, models: tinyModels[0], prompts: 'v1', n_scenarios: 3, num_predict: 24, rubric: shortRubric },
	...more,
});
const runsOf = (experiment: string) => rawRuns(experiment, stage.mlflow().address);
const isJudgeable = ({ tags, metrics }: SeenRun) => tags.invalid === undefined && (metrics.n_candidates ?? 0) > 0;
const questions = () =>
	stage.proxy().requests.filter(({ kind: each, model }) => each === 'generate' && model === babbler);
const loads = (model: string) =>
	stage.proxy().requests.filter((each) => each.kind === 'load' && each.model === model).length;

test('a bench with an auto judge alone ends with no person, after one load of the judge', async () => {
	const watch = await watchResident(testStack().ollama);
	await stage.benches.start(input('auto-only', { judge_kind: kind }));
	const result = (await stage.benches.client.workflow.getHandle('auto-only').result()) as BenchResult;
	await watch.end();
	expect(watch.seen.filter((names) => names.length > 1)).toEqual([]);
	expect(watch.seen.flat().length).toBeGreaterThan(0);
	expect(watch.seen.flat()).toContain(babbler);
	await until(async () => (await residentNames(testStack().ollama)).length === 0);
	const runs = await runsOf('auto-only');
	expect(result).toMatchObject({ judged: runs.length, pending: 0, rows: [{ rank: 1 }] });
	for (const { tags, metrics } of runs.filter(isJudgeable)) {
		expect(tags).toMatchObject({ judge_kind: kind, judge_pending: 'false', judged: 'true', auto_pending: 'false' });
		expect([1, 2, 3, 4, 5]).toContain(metrics.relevance);
	}
	expect(loads(babbler)).toBe(1);
	expect(await stage.benches.status('auto-only')).toMatchObject({
		phase: 'done',
		auto_judge: { kind, scored: runs.filter(isJudgeable).length, total: runs.filter(isJudgeable).length },
	});
	expect(await stage.benches.stateOf(`judge/auto-only/${kind}`)).toBe('COMPLETED');
}, 120_000);

test('with both tiers the lazy one is asked about a part, whose chance is kept', async () => {
	const grid = { models: tinyModels.join(), prompts: 'v1,v2-mentor', n_scenarios: 12 };
	await stage.benches.start(input('both', { ...grid, judge_kind: `claude-code,${kind}`, spot_check: 0.5 }));
	const status = await stage.untilPhase('both', 'awaiting-judge');
	const runs = (await runsOf('both')).filter(isJudgeable);
	const drawn = runs.filter(({ tags }) => tags.judge_pending === 'true');
	expect(status).toMatchObject({ pending_judgments: drawn.length, spot_checks: { drawn: drawn.length } });
	expect(drawn.length).toBeGreaterThanOrEqual(30);
	expect(drawn.length).toBeLessThan(runs.length);
	for (const { tags, metrics } of runs) {
		expect(tags).toMatchObject({ judge_kind: 'claude-code', auto_judge_kind: kind, auto_pending: 'false' });
		expect(metrics).toHaveProperty('auto_composite');
		expect(metrics).not.toHaveProperty('composite');
	}
	const chances = new Set(runs.map(({ tags }) => tags.draw_chance));
	for (const chance of chances) expect(Number(chance)).toBeGreaterThan(0);
	// Nothing is asked again, and nothing drawn anew, by a second bench on the same cells.
	const before = questions().length;
	await stage.benches.client.workflow.getHandle('both').terminate('the test does this');
	await stage.benches.start(input('both', { ...grid, judge_kind: `claude-code,${kind}`, spot_check: 0.5 }));
	await stage.untilPhase('both', 'awaiting-judge');
	expect(questions()).toHaveLength(before);
	expect((await runsOf('both')).filter(({ tags }) => tags.judge_pending === 'true')).toHaveLength(drawn.length);
}, 240_000);

test('a bench that is cancelled while a model judges loses no score, and `judge auto` goes on from there', async () => {
	const cells = { n_scenarios: 8, judge_kind: `claude-code,${kind}` };
	await stage.benches.start(input('cancelled', cells));
	await stage.untilPhase('cancelled', 'judging');
	const judge = stage.benches.client.workflow.getHandle(`judge/cancelled/${kind}`);
	await until(async () => (await judge.query(judgeStatusQuery)).scored > 1);
	// It would only follow the one that asks about nothing anew, and say that all is well.
	expect(await tipBench(['judge', 'auto', 'cancelled', '--again'], stage.env)).toMatchObject({
		code: 2,
		stderr: expect.stringMatching(/is judging cancelled already, and nothing was started: .*judge auto --kind/),
	});
	await stage.benches.client.workflow.getHandle('cancelled').cancel();
	await until(async () => (await stage.benches.stateOf('cancelled')) === 'CANCELLED');
	const scored = (await runsOf('cancelled')).filter(({ tags }) => tags.auto_pending === 'false' && tags.auto_judged_by);
	expect(scored.length).toBeGreaterThan(1);
	await until(async () => (await stage.benches.lease('gpu')).holder === null);

	const before = questions().length;
	const { scored: rest } = printed<{ scored: number }>(
		await tipBench(['judge', 'auto', 'cancelled', '--json'], stage.env),
	);
	const runs = (await runsOf('cancelled')).filter(isJudgeable);
	expect(rest + scored.length).toBe(runs.length);
	expect(questions().length - before).toBeLessThanOrEqual(2 * rest);
	for (const { tags } of runs) expect(tags).toMatchObject({ auto_pending: 'false', auto_judged_by: kind });
}, 180_000);

test('pausing a bench while a model judges gives the GPU back, and resuming goes on', async () => {
	await stage.benches.start(input('paused-judge', { n_scenarios: 8, judge_kind: kind }));
	await stage.untilPhase('paused-judge', 'judging');
	await until(async () => ((await stage.benches.status('paused-judge')).auto_judge?.scored ?? 0) > 0);
	await stage.benches.client.workflow.getHandle('paused-judge').signal('pause');
	await until(async () => (await stage.benches.lease('gpu')).holder === null);
	const before = questions().length;
	expect(await stage.benches.status('paused-judge')).toMatchObject({ phase: 'judging', paused: true });
	expect(questions()).toHaveLength(before);
	await stage.benches.client.workflow.getHandle('paused-judge').signal('resume');
	await until(async () => (await stage.benches.stateOf('paused-judge')) === 'COMPLETED');
}, 120_000);

test('a judge that nobody has, or that is nearly one, is a fault before anything loads', async () => {
	const flags = ['--models', tinyModels[0], '--prompts', 'v1', '--rubric', shortRubric, '--experiment', 'no-judge'];
	const absent = await tipBench(['run', ...flags, '--judge-kind', 'ollama/nobody'], stage.env);
	expect(absent).toMatchObject({ code: 2, stderr: expect.stringMatching(/judge_kind: .*nobody.*pull/) });
	const two = await tipBench(['run', ...flags, '--judge-kind', `${kind},ollama/other`], stage.env);
	expect(two).toMatchObject({ code: 2, stderr: expect.stringMatching(/judge_kind: at most one auto kind/) });
});

test('`judge auto` that went no further ends with 1, and says why', async () => {
	makeFolderSync(join(stage.data, 'auto-judges'));
	const file = 'api: openai\nmodel: closed\naddress_variable: CLOSED_URL\n';
	writeFileSync(join(stage.data, 'auto-judges', 'closed.yaml'), file);
	const answer: RequestListener = (asked, given) => {
		const knows = asked.url?.endsWith('/models') === true;
		given.writeHead(knows ? 200 : 403, { 'content-type': 'application/json' });
		given.end(JSON.stringify(knows ? { object: 'list', data: [{ id: 'closed' }] } : { error: { message: 'no' } }));
	};
	await withHttpStandIn(answer, async (url) => {
		await stage.restartWorker({ CLOSED_URL: `${url}/v1` });
		const ended = await tipBench(['judge', 'auto', 'cancelled', '--kind', 'closed'], stage.env);
		expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('it went no further: JudgeRefused') });
	});
}, 120_000);
