import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JudgeFile } from '../domain/judging/judge-file';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { applyJudgeFile } from '../judging/apply';
import { exportPending } from '../judging/export';
import type { JudgeTrust } from '../judging/judge-trust';
import { trustIn } from '../judging/kept-trust';
import { openJudgeFile } from '../judging/open-judge-file';
import { tipBench } from '../testbed/commands';
import { printed } from '../testbed/judge-bench';
import { autoJudgment, bothTiers, type JudgedRuns, openJudgedRuns } from '../testbed/judged-runs';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack } from '../testbed/stack';

// Eight scenarios with five runs each, scored by an auto judge and by two people.

const levels = [1, 2, 3, 4, 5];
let stage: JudgedRuns;
const truth = new Map<string, number>();

beforeAll(async () => {
	stage = await openJudgedRuns();
	for (let scenario = 0; scenario < 8; scenario += 1)
		for (const level of levels)
			truth.set(await stage.addRun(bothTiers, ['a tip'], `m${level}:1b`, `scenario-${scenario}`), level);
	// One level milder than Anna where there is one.
	const judgments = [...truth].map(([id, level]) => autoJudgment(id, Math.min(5, level + 1)));
	await stage.record(stage.plan(), judgments);
	await scoreAs('Anna', (level) => level);
	await scoreAs('Bob', (level) => (level === 3 ? 4 : level), true);
});
afterAll(() => stage.close());

async function scoreAs(by: string, score: (level: number) => number, second = false): Promise<void> {
	const path = join(testStack().stateDir, `${stage.experiment}-${by}.json`);
	await exportPending(stage.mlflow, stage.rubric, stage.at, { path, by, second });
	const file = JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
	for (const entry of file.runs) {
		const each = score(truth.get(entry.run_id) ?? 0);
		Object.assign(entry.scores, { relevance: each, actionability: each, tone: each });
	}
	await writeFile(path, JSON.stringify(file));
	await applyJudgeFile(stage.mlflow, stage.rubric, await openJudgeFile(path), {
		now: Date.now(),
		autoKinds: ['haiku'],
	});
}

test('the auto judge is held against people, and two people against each other', async () => {
	const trust = printed<JudgeTrust>(await tipBench(['judge', 'trust', stage.experiment, '--json']));
	expect(trust.worths.map(({ between, judged, against }) => [between, judged, against])).toEqual([
		['auto-and-people', 'haiku', 'people'],
		['two-people', 'Anna', 'Bob'],
	]);
	const [auto, people] = trust.worths;
	expect(auto).toMatchObject({ pairs: 40, scenarios: 8, rows: 5 });
	// Milder by 1, 1, ½ (4 against 3½), 1 and 0 over the levels.
	expect(auto?.dimensions.tone?.bias.value).toBeCloseTo(0.7, 9);
	expect(auto?.composite.bias.value).toBeCloseTo(2.1, 9);
	// Anna 1 2 3 4 5 against Bob 1 2 4 4 5: quadratic-weighted kappa 1 − 1 ÷ 21.
	expect(people?.dimensions.tone?.kappa.value).toBeCloseTo(1 - 5 / 105, 9);
	expect(people?.dimensions.tone?.exact.value).toBeCloseTo(0.8, 9);
	expect(auto?.may_set_gate).toMatchObject({ min_kappa: 0.6 });
});

test('in a terminal it says who agrees with whom, and whether the auto judge may set a gate', async () => {
	const { stdout, code } = await tipBench(['judge', 'trust', stage.experiment]);
	expect(code).toBe(0);
	expect(stdout).toMatch(/^haiku against people: 40 runs of 8 scenarios/);
	expect(stdout).toMatch(/may set a gate: yes; it agrees with people: kappa of the composite is at least 0\.\d\d/);
	const strict = await tipBench(['judge', 'trust', stage.experiment, '--min-kappa', '1']);
	expect(strict.stdout).toMatch(/may set a gate: no; /);
});

test('what was shown of the auto judge is kept once, is no cell, and can be asked for from elsewhere', async () => {
	await tipBench(['judge', 'trust', stage.experiment]);
	const kept = (await rawRuns(stage.experiment)).filter(({ tags }) => tags.kind === 'trust');
	expect(kept).toHaveLength(1);
	expect(kept[0]?.tags).toMatchObject({ judge_hash: 'hash-of-haiku', rubric_hash: stage.rubric.hash });
	const board = printed<Leaderboard>(await tipBench(['leaderboard', stage.experiment, '--json']));
	expect(board).toMatchObject({ judged: 40, pending: 0 });
	expect(board.rows).toHaveLength(5);
	const asked = { judge: 'hash-of-haiku', rubric_hash: stage.rubric.hash, experiment_id: '' };
	expect(await trustIn(stage.mlflow)(asked)).toEqual({
		mayGate: true,
		reason: expect.stringContaining(`(earned in ${stage.experiment})`),
	});
	expect(await trustIn(stage.mlflow, 0.99)(asked)).toMatchObject({ mayGate: false });
	expect(await trustIn(stage.mlflow)({ ...asked, judge: 'another' })).toMatchObject({ mayGate: false });
});

test('the report tells what the judges are worth', async () => {
	const { stdout } = await tipBench(['report', stage.experiment, '--out', '-']);
	expect(stdout).toContain('haiku and people');
	expect(stdout).toContain('Anna and Bob');
	expect(stdout).toContain('May set a gate: yes');
});

test('where nobody has a second judgment it says so', async () => {
	const alone = await openJudgedRuns();
	await alone.addRun(bothTiers);
	const { stdout } = await tipBench(['judge', 'trust', alone.experiment]);
	expect(stdout).toContain('no run has two judgments');
	await alone.close();
});
