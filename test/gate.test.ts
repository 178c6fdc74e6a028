import { readerVersion } from '../domain/answers/reader-version';
import { decideAgain } from '../domain/ranking/gate/decide-gate';
import { type GateDocument, gateDocumentSchema } from '../domain/ranking/gate/gate-document';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { countPending } from '../judging/distinct-cells';
import { exportPending } from '../judging/export';
import { askGate } from '../judging/gate/ask-gate';
import { namedAutoKind } from '../mlflow/auto-kinds';
import { committedCells, sweepUncommitted } from '../mlflow/committed';
import { textIn } from '../mlflow/tag-text';
import { type Ended, tipBench } from '../testbed/commands';
import { printed } from '../testbed/judge-bench';
import type { JudgedRuns } from '../testbed/judged-runs';
import { callMlflow, rawRuns } from '../testbed/raw-mlflow';
import { byAutoJudge, openScoredRows } from '../testbed/scored-rows';
import { testStack } from '../testbed/stack';

// Decisions on a real MLflow: each answer, how they are kept and counted, and that nothing takes them for a cell.

const prompt = 'v3-few-shot';
const base = [3, 2, 3, 4, 3, 2, 3, 3, 4, 3];
const moved = (by: (at: number) => number) => base.map((each, at) => each + by(at));
const rows = {
	'base:1b': base,
	'up:1b': moved(() => 1),
	'down:1b': moved(() => -1),
	'mixed:1b': moved((at) => (at % 2 === 0 ? 1 : -1)),
};
let stage: JudgedRuns;
beforeAll(async () => {
	stage = await openScoredRows(rows);
});
afterAll(() => stage.close());

const gate = (...more: string[]): Promise<Ended> =>
	tipBench(['gate', stage.experiment, '--baseline', `base:1b,${prompt}`, ...more]);
const kept = async () => (await rawRuns(stage.experiment)).filter(({ tags }) => tags.kind === 'gate');
const documentOf = ({ stdout }: Ended) => JSON.parse(stdout) as GateDocument & { run_id: string; again: boolean };

test('each answer has its exit code, and the next gate less of alpha', async () => {
	const before = printed<Leaderboard>(await tipBench(['leaderboard', stage.experiment, '--json']));
	const promoted = await gate('--candidate', `up:1b,${prompt}`, '--json');
	expect({ code: promoted.code, stderr: promoted.stderr }).toEqual({ code: 0, stderr: '' });
	expect(documentOf(promoted)).toMatchObject({ answer: 'promote', number: 1, again: false, chosen_among: 1 });
	// Every scenario is a point better on three dimensions.
	expect(documentOf(promoted).difference.value).toMatchObject({ scenarios: 10, mean: 3, low: 3, high: 3 });
	const rejected = await gate('--candidate', `down:1b,${prompt}`);
	expect(rejected).toMatchObject({
		code: 10,
		stdout: expect.stringMatching(/^reject: down:1b × v3-few-shot for base:1b/),
	});
	const undecided = await gate('--candidate', `mixed:1b,${prompt}`, '--json');
	expect(undecided.code).toBe(20);
	expect(documentOf(undecided)).toMatchObject({ answer: 'not enough evidence', number: 3 });
	expect(documentOf(undecided).level).toBeCloseTo(documentOf(promoted).level / 9, 12);
	const after = printed<Leaderboard>(await tipBench(['leaderboard', stage.experiment, '--json']));
	expect(after).toEqual(before);
});

test('the decision is a run of its own, from which it can be made again', async () => {
	const runs = await kept();
	expect(runs.map(({ tags }) => tags.gate_answer).sort()).toEqual(['not enough evidence', 'promote', 'reject']);
	for (const { tags, info } of runs) {
		expect(info.status).toBe('FINISHED');
		const document = JSON.parse(textIn(tags, 'gate.json', info.run_id) ?? '') as unknown;
		expect(decideAgain(document)).toEqual(document);
		expect(tags['mlflow.note.content']).toContain(tags.gate_answer);
		const artifact = await fetch(
			`${testStack().mlflow}/api/2.0/mlflow-artifacts/artifacts/${stage.at.experiment_id}/${info.run_id}/artifacts/gate.json`,
		);
		if (artifact.ok) expect(await artifact.json()).toEqual(document);
	}
});

test('the same question of the same data is no second look', async () => {
	const [before, again] = [await kept(), await gate('--candidate', `up:1b,${prompt}`, '--json')];
	expect(again.code).toBe(0);
	expect(documentOf(again)).toMatchObject({ answer: 'promote', number: 1, again: true });
	expect(await kept()).toHaveLength(before.length);
	const said = await gate('--candidate', `up:1b,${prompt}`);
	expect(said.stdout).toContain('no other gate is counted');
});

test('gates that are asked at one moment have different numbers', async () => {
	const ask = (better_by: number) =>
		askGate(
			stage.mlflow,
			{
				...{ at: stage.at, rubric: stage.rubric },
				asked: { baseline: { model: 'base:1b', prompt }, better_by, alpha: 0.05, require_both: false },
			},
			{ now: Date.now, describe: () => '' },
		);
	const found = await Promise.all([ask(0.1), ask(0.2), ask(0.3), ask(0.3)]);
	expect(new Set(found.map(({ run_id }) => run_id)).size).toBe(3);
	expect(found.filter(({ again }) => again)).toHaveLength(1);
	const asked = await kept();
	// Three before, and two that were the same.
	expect(asked).toHaveLength(6);
	expect(new Set(asked.map(({ tags }) => tags.gate_number)).size).toBe(6);
	expect(new Set(asked.map(({ tags }) => tags.gate_look)).size).toBe(6);
});

test('asked wrongly it ends with 2, names the nearest, and keeps nothing', async () => {
	const before = (await kept()).length;
	for (const [more, words] of [
		[
			['--candidate', `upp:1b,${prompt}`],
			`GateRefused: candidate: ${stage.experiment} has no row upp:1b,${prompt}; did you mean up:1b,${prompt}?`,
		],
		[['--candidate', 'up:1b'], '--candidate: must be MODEL,PROMPT'],
		[['--not-worse-by', '1'], '--not-worse-by: needs `and`'],
		[['--alpha', '5'], '--alpha: must be below 0.5, but is "5"'],
		[['--baseline-experiment', 'nowhere-at-all'], 'baseline_experiment: no experiment nowhere-at-all'],
	] as const) {
		const ended = await gate(...more);
		expect(ended.code).toBe(2);
		expect(ended.stderr).toContain(words);
	}
	expect((await tipBench(['gate', stage.experiment])).stderr).toContain('--baseline: must be MODEL,PROMPT');
	expect(await kept()).toHaveLength(before);
});

test('nothing takes a decision for a cell', async () => {
	const { mlflow, at, rubric, experiment } = stage;
	const cells = Object.keys(rows).length * base.length;
	expect((await kept()).length).toBeGreaterThan(0);
	expect((await committedCells(mlflow, at.experiment_id)).readers).toEqual({ [readerVersion]: cells });
	expect(await countPending(mlflow, at.experiment_id)).toBe(0);
	const path = `${testStack().stateDir}/${experiment}-none.json`;
	expect(await exportPending(mlflow, rubric, at, { path })).toMatchObject({ pending: 0 });
	const before = (await rawRuns(experiment)).length;
	expect(await sweepUncommitted(mlflow, at.experiment_id, { bench: experiment })).toBe(0);
	expect(await rawRuns(experiment)).toHaveLength(before);
	const unjudged = await stage.unjudged(stage.plan(), { count: true });
	expect(unjudged.total).toBe(cells);
	const again = await stage.unjudged(stage.plan({}, true), { count: true, since: Date.now() });
	expect(again.total).toBe(cells);
	expect(await stage.draw({ share: 1, delta: 1 })).toEqual({ drawn: 0, not_drawn: 0 });
	expect(await namedAutoKind(mlflow, { id: at.experiment_id, name: experiment }, ['haiku'])).toHaveProperty('why');
	const listed = await tipBench(['judge', 'disagreements', experiment, '--json']);
	expect(JSON.parse(listed.stdout)).toMatchObject({ scored_by_both: 0, runs: [] });
});

test('a decision that was not written whole is none', async () => {
	const numbers = (await kept()).map(({ tags }) => Number(tags.gate_number));
	const made = { kind: 'gate', gate_look: 'x', gate_number: '99' };
	const tags = Object.entries(made).map(([key, value]) => ({ key, value }));
	await callMlflow('runs/create', { experiment_id: stage.at.experiment_id, start_time: Date.now(), tags });
	const next = documentOf(await gate('--better-by', '0.4', '--json'));
	expect(next.number).toBe(Math.max(...numbers) + 1);
});

describe('other data', () => {
	test('a baseline in another experiment, and invalid cells that decide', async () => {
		const up = moved(() => 1);
		const other = await openScoredRows({ 'up:1b': up.map((each, at) => (at < 4 ? null : each)) });
		try {
			const ended = await tipBench([
				...['gate', other.experiment, '--baseline', `base:1b,${prompt}`],
				...['--baseline-experiment', stage.experiment, '--json'],
			]);
			expect(ended.code).toBe(20);
			const document = gateDocumentSchema.parse(JSON.parse(ended.stdout));
			expect(document.difference.value).toMatchObject({ scenarios: 6, mean: 3 });
			expect(document.with_invalid).toMatchObject({ answer: 'not enough evidence' });
			expect(document.reasons[0]).toContain('the invalid cells decide: without them it is promote');
			expect(document.number).toBe(1);
		} finally {
			await other.close();
		}
	});

	test('an auto judge that nobody trusts decides nothing', async () => {
		const auto = await openScoredRows({ 'base:1b': base, 'up:1b': moved(() => 1) }, byAutoJudge);
		try {
			const ended = await tipBench(['gate', auto.experiment, '--baseline', `base:1b,${prompt}`]);
			expect(ended.code).toBe(20);
			expect(ended.stdout).toContain(
				'which may not gate: no experiment has held this judge, under this rubric, against people',
			);
			const findTrust = async () => ({ mayGate: true, reason: 'it agrees' });
			const asked = {
				...{ baseline: { model: 'base:1b', prompt }, alpha: 0.05, require_both: false },
			};
			const trusted = await askGate(
				auto.mlflow,
				{ at: auto.at, rubric: auto.rubric, asked },
				{ now: Date.now, describe: () => '', findTrust },
			);
			expect(trusted.document).toMatchObject({ answer: 'promote', number: 2, trust: { may_gate: true } });
		} finally {
			await auto.close();
		}
	});
});
