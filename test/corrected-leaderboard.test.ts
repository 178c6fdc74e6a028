import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JudgeFile } from '../domain/judging/judge-file';
import type { GateDocument } from '../domain/ranking/gate/gate-document';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { applyJudgeFile } from '../judging/apply';
import { exportPending } from '../judging/export';
import { openJudgeFile } from '../judging/open-judge-file';
import { tipBench } from '../testbed/commands';
import { printed } from '../testbed/judge-bench';
import { autoJudgment, bothTiers, type JudgedRuns, openJudgedRuns } from '../testbed/judged-runs';
import { rawRuns, type SeenRun } from '../testbed/raw-mlflow';
import { byAutoJudge } from '../testbed/scored-rows';
import { testStack } from '../testbed/stack';

// Rows of which people have scored a part, drawn with known chances: two of 48 scenarios, and one of 12.

const prompt = 'v3-few-shot';
const judge = { hash: `hash-of-spot-checked-${Date.now()}` };
const sizes = { 'fair:1b': 48, 'good:1b': 48, 'small:1b': 12 };
/** What people would give on every dimension. */
const truth = (model: string, place: number) => Math.min(5, (model === 'good:1b' ? 2 : 1) + ((place * 7) % 4));
let stage: JudgedRuns;
const levels = new Map<string, number>();

beforeAll(async () => {
	stage = await openJudgedRuns();
	for (const [model, scenarios] of Object.entries(sizes))
		for (let place = 0; place < scenarios; place += 1)
			levels.set(await stage.addRun(bothTiers, ['a tip'], model, `scenario-${place}`), truth(model, place));
	// Milder by one where there is one, except here and there.
	const judgments = [...levels].map(([id, level], at) => autoJudgment(id, Math.min(5, level + (at % 6 === 0 ? 0 : 1))));
	await stage.record(stage.plan(judge), judgments);
	expect(await stage.draw({ share: 0.7, delta: 1 })).toEqual({ drawn: 76, not_drawn: 32 });
	const path = join(testStack().stateDir, `${stage.experiment}.json`);
	await exportPending(stage.mlflow, stage.rubric, stage.at, { path });
	const file = JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
	expect(file.runs).toHaveLength(76);
	for (const entry of file.runs) {
		const each = levels.get(entry.run_id);
		Object.assign(entry.scores, { relevance: each, actionability: each, tone: each });
	}
	await writeFile(path, JSON.stringify(file));
	const rules = { now: Date.now(), autoKinds: ['haiku'] };
	await applyJudgeFile(stage.mlflow, stage.rubric, await openJudgeFile(path), rules);
}, 120_000);
afterAll(() => stage.close());

const board = async () => printed<Leaderboard>(await tipBench(['leaderboard', stage.experiment, '--json']));
const meanOf = (runs: readonly SeenRun[], metric: string) => {
	const values = runs.flatMap(({ metrics }) => metrics[metric] ?? []);
	return values.reduce((sum, each) => sum + each, 0) / values.length;
};

test('a row with thirty labels has its corrected mean, as the formula gives it from the runs alone', async () => {
	const [{ rows, pooled_bias, ranked_by }, runs] = [await board(), await rawRuns(stage.experiment)];
	expect(ranked_by).toEqual({ scores: 'lazy', left_out: 0 });
	for (const [model, scenarios] of Object.entries(sizes)) {
		const row = rows.find((each) => each.model === model);
		const own = runs.filter(({ params }) => params.model === model);
		const scored = own.filter(({ tags }) => tags.drawn === 'true');
		const chances = new Set(own.map(({ tags }) => Number(tags.draw_chance)));
		expect([...chances]).toEqual([scored.length / scenarios]);
		const found = row?.corrected?.composite;
		expect(found).toMatchObject({ labels: scored.length });
		expect(found?.raw_auto).toBeCloseTo(meanOf(own, 'auto_composite'), 9);
		expect(row?.composite).toBeCloseTo(meanOf(scored, 'composite'), 6);
		if (model === 'small:1b') {
			expect(found).toMatchObject({ by: 'none', mean: { value: null, reason: expect.stringContaining('worth 12') } });
			continue;
		}
		expect(found).toMatchObject({ by: 'corrected', effective_labels: expect.closeTo(32, 9) });
		const control = meanOf(own, 'auto_composite') - meanOf(scored, 'auto_composite');
		expect(found?.mean.value).toBeCloseTo(meanOf(scored, 'composite') + (found?.share ?? 0) * control, 9);
		const whole = [...levels].filter(([id]) => own.some(({ info }) => info.run_id === id));
		const people = whole.reduce((sum, [, level]) => sum + 3 * level + 2, 0) / whole.length;
		expect(found?.mean.low).toBeLessThan(people);
		expect(found?.mean.high).toBeGreaterThan(people);
	}
	const both = runs.filter(({ tags }) => tags.drawn === 'true');
	const weights = both.map(({ tags }) => 1 / Number(tags.draw_chance));
	const apart = both.map(({ metrics }) => (metrics.auto_tone ?? 0) - (metrics.tone ?? 0));
	const bias = apart.reduce((sum, each, at) => sum + each * (weights[at] ?? 0), 0) / weights.reduce((a, b) => a + b);
	expect(pooled_bias?.tone?.value).toBeCloseTo(bias, 9);
});

test('table, Markdown, CSV and report have them too, and say whose scores the ranking rests on', async () => {
	const [shown, markdown, csv, report] = await Promise.all(
		[['leaderboard'], ['leaderboard', '--md'], ['leaderboard', '--csv'], ['report', '--out', '-']].map(
			async ([command = '', ...flags]) => (await tipBench([command, stage.experiment, ...flags])).stdout,
		),
	);
	const corrected = (await board()).rows.find(({ model }) => model === 'good:1b')?.corrected?.composite?.mean;
	const text = `${corrected?.value?.toFixed(2)} (${corrected?.low?.toFixed(2)} to ${corrected?.high?.toFixed(2)})`;
	for (const each of [shown, markdown, report]) expect(each).toContain(text);
	expect(csv).toContain(String(corrected?.low));
	for (const each of [shown, report]) {
		expect(each).toContain('ranked by the lazy tier');
		expect(each).toContain('bias, haiku less people, over all rows together: relevance +0.');
		expect(each).toContain('worth fewer than 30 labels in the row');
	}
	expect(shown).toMatch(/auto judge haiku: not trusted: no experiment has held this judge/);
});

test('the trust that was kept stands in the header, and min_kappa decides what it is', async () => {
	await tipBench(['judge', 'trust', stage.experiment]);
	const [trusted] = (await board()).auto_judges ?? [];
	expect(trusted).toMatchObject({
		...{ judge: 'haiku', hash: judge.hash, cells: 108 },
		trust: { may_gate: true, min_kappa: 0.6, earned: [stage.experiment] },
	});
	const { stdout } = await tipBench(['leaderboard', stage.experiment]);
	expect(stdout).toMatch(
		new RegExp(`auto judge haiku: kappa 0\\.\\d\\d .*, trusted: .*; seen in ${stage.experiment}\\n`),
	);
	const strict = await openJudgedRuns({ min_kappa: '0.99' });
	const low = await openJudgedRuns();
	try {
		for (const each of [strict, low]) await scoreAlone(each);
		const found = printed<Leaderboard>(await tipBench(['leaderboard', strict.experiment, '--json']));
		expect(found).toMatchObject({
			ranked_by: { scores: 'auto', left_out: 0 },
			auto_judges: [{ trust: { may_gate: false, min_kappa: 0.99 } }],
		});
		const gate = async (name: string, ...more: string[]) =>
			JSON.parse(
				(await tipBench(['gate', name, '--baseline', `a:1b,${prompt}`, '--json', ...more])).stdout,
			) as GateDocument;
		expect((await gate(strict.experiment)).trust).toMatchObject({ may_gate: false });
		expect((await gate(low.experiment)).trust).toMatchObject({ may_gate: true });
		const asked = await gate(low.experiment, '--min-kappa', '1');
		expect(asked).toMatchObject({ answer: 'not enough evidence', trust: { may_gate: false }, number: 2 });
		expect(asked.reasons[0]).toContain('1 is asked for');
		expect(await gate(strict.experiment, '--min-kappa', '0.5')).toMatchObject({ trust: { may_gate: true }, number: 2 });
		const wrong = await tipBench(['gate', low.experiment, '--baseline', `a:1b,${prompt}`, '--min-kappa', '2']);
		expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('must be a number from 0 to 1') });
		// Its model is one of the rows, as the digest tells.
		const document = await gate(low.experiment, '--better-by', '0.1');
		expect(document.reasons).toContainEqual(
			expect.stringMatching(/^haiku judges its own candidates too: .:1b is a cont/),
		);
		const { stdout: table } = await tipBench(['leaderboard', low.experiment]);
		expect(table).toMatch(/^haiku judges its own candidates too: .:1b is a contestant\n/);
		expect(table).toMatch(/ [ab]:1b \(judge\) /);
	} finally {
		await Promise.all([strict.close(), low.close()]);
	}
});

/** Two models of the judge's own digest, six scenarios each, scored by the judge alone. */
async function scoreAlone(other: JudgedRuns): Promise<void> {
	const ids: string[] = [];
	for (const model of ['a:1b', 'b:1b'])
		for (let place = 0; place < 6; place += 1)
			ids.push(await other.addRun(byAutoJudge, ['a tip'], model, `scenario-${place}`));
	const weights = { digest: 'd'.repeat(64), parameters: 10, think: null };
	const judgments = ids.map((id, at) => autoJudgment(id, 1 + (at % 4)));
	await other.record(other.plan({ ...judge, weights }), judgments);
}
