import { rankExperiment } from '../judging/rank';
import { judgmentsIn } from '../mlflow/judgments';
import { changing } from '../mlflow/revision';
import { writeJudgment } from '../mlflow/write-judgment';
import { autoJudgment, bothTiers, type JudgedRuns, openJudgedRuns } from '../testbed/judged-runs';
import { callMlflow } from '../testbed/raw-mlflow';

// The table of docs/judging.md, row by row: who waits for whom, and which scores count.

let stage: JudgedRuns;
beforeEach(async () => {
	stage = await openJudgedRuns();
});
afterEach(() => stage.close());

const fours = { relevance: 4, actionability: 4, tone: 4, format_ok: 1, overlong: 0 };
const judgedBy = (runId: string, by: string, scores = fours, composite = 14, more = {}) =>
	changing(stage.mlflow, stage.at.experiment_id, (writer) =>
		writeJudgment(writer, runId, {
			rubric: stage.rubric,
			given: { by, kind: 'claude-code', scores, composite, notes: {}, judged_at: now(), exported_at: null, ...more },
			replace: false,
		}),
	);
const now = () => new Date().toISOString();

/** What a run says of its state, with the main scores where there are any. */
async function stateOf(runId: string) {
	const { tags, metrics } = await stage.run(runId);
	const { judge_pending, auto_pending, judged, judge_kind, auto_judge_kind } = tags;
	const { relevance, composite, auto_relevance, auto_composite } = metrics;
	return {
		tiers: [judge_kind, auto_judge_kind].filter(Boolean).join('+'),
		waits: [judge_pending, auto_pending, judged].map((each) => each ?? '–').join(' '),
		main: [relevance, composite].filter((each) => each !== undefined),
		auto: [auto_relevance, auto_composite].filter((each) => each !== undefined),
	};
}

test('lazy kind only, not scored', async () => {
	const run = await stage.addRun({ lazy: 'claude-code', auto: null });
	expect(await stateOf(run)).toEqual({ tiers: 'claude-code', waits: 'true – false', main: [], auto: [] });
});

test('lazy and auto, drawn, not scored by the lazy tier', async () => {
	const run = await stage.addRun(bothTiers);
	expect(await stateOf(run)).toEqual({ tiers: 'claude-code+haiku', waits: 'true true false', main: [], auto: [] });
	await stage.record(stage.plan(), [autoJudgment(run, 3)]);
	expect(await stateOf(run)).toEqual({
		tiers: 'claude-code+haiku',
		waits: 'true false false',
		main: [],
		auto: [3, 11],
	});
	expect(await stage.draw({ share: 1, delta: 1 })).toEqual({ drawn: 1, not_drawn: 0 });
	const { tags, metrics } = await stage.run(run);
	expect(tags).toMatchObject({
		...{ drawn: 'true', draw_chance: '1', draw_reason: 'chance', judge_pending: 'true' },
		...{ auto_judged_by: 'haiku', auto_judge_hash: 'hash-of-haiku', auto_judged_at: '2023-11-14T22:15:00.000Z' },
	});
	expect(tags).not.toHaveProperty('judged_by');
	expect(metrics).toMatchObject({
		auto_prompt_tokens: 3_000,
		auto_output_tokens: 40,
		auto_requests: 1,
		auto_cost: 0.25,
	});
});

test('lazy and auto, not drawn', async () => {
	const runs = [];
	for (let at = 0; at < 3; at += 1) runs.push(await stage.addRun(bothTiers));
	const [scored = '', apart = '', unscored = ''] = runs;
	const judgments = [
		autoJudgment(scored, 3),
		autoJudgment(apart, 3, { spread: { relevance: 0, tone: 2 } }),
		autoJudgment(unscored, null),
	];
	await stage.record(stage.plan({ samples: 3 }), judgments);
	expect(await stateOf(unscored)).toMatchObject({ waits: 'true true false', auto: [] });
	expect((await stage.run(unscored)).tags).toMatchObject({ auto_unscored: 'refused' });
	for (const _again of [1, 2]) expect(await stage.draw({ share: 0, delta: 1 })).toEqual({ drawn: 2, not_drawn: 1 });
	expect(await stateOf(scored)).toMatchObject({ waits: 'false false false', main: [], auto: [3, 11] });
	expect((await stage.run(scored)).tags).toMatchObject({ drawn: 'false', draw_chance: '0' });
	expect((await stage.run(apart)).tags).toMatchObject({
		draw_reason: 'spread',
		draw_chance: '1',
		judge_pending: 'true',
	});
	expect((await stage.run(unscored)).tags).toMatchObject({ draw_reason: 'unscored', judge_pending: 'true' });
});

test('lazy judgment there: the aggregate over lazy judges, each whole beside it', async () => {
	const run = await stage.addRun(bothTiers);
	await judgedBy(run, 'Anna');
	expect(await stateOf(run)).toMatchObject({ waits: 'false true true', main: [4, 14], auto: [] });
	await stage.record(stage.plan(), [autoJudgment(run, 2)]);
	expect(await stateOf(run)).toMatchObject({ waits: 'false false true', main: [4, 14], auto: [2, 8] });
	const other = { ...fours, relevance: 1, format_ok: 0 };
	expect(await judgedBy(run, 'Bob', other, 9)).toEqual({ change: 'opinion', wrote: true });
	expect(await stateOf(run)).toMatchObject({ waits: 'false false true', main: [2.5, 11.5], auto: [2, 8] });
	const { tags, metrics } = await stage.run(run);
	expect(tags.judged_by).toBe('Anna, Bob');
	expect(metrics.format_ok_computed).toBe(1);
	const kept = judgmentsIn(tags).judgments.map(({ by, tier, given }) => [by, tier, given?.scores.relevance]);
	expect(kept.sort()).toEqual([
		['Anna', 'lazy', 4],
		['Bob', 'lazy', 1],
		['haiku', 'auto', 2],
	]);
});

test('auto kind only', async () => {
	const run = await stage.addRun({ lazy: null, auto: 'haiku' });
	expect(await stateOf(run)).toEqual({ tiers: 'haiku', waits: 'true true false', main: [], auto: [] });
	await stage.record(stage.plan(), [autoJudgment(run, null)]);
	expect(await stateOf(run)).toMatchObject({ waits: 'true true false', main: [] });
	const judgments = [autoJudgment(run, 3, { judged_at: 1_700_000_200_000, rationale: 'plain' })];
	const weights = { digest: 'd'.repeat(64), parameters: 10, think: null };
	await stage.record(stage.plan({ evidence: false, weights }), judgments);
	expect(await stateOf(run)).toEqual({ tiers: 'haiku', waits: 'false false true', main: [3, 11], auto: [] });
	expect((await rankExperiment(stage.mlflow, stage.at, stage.rubric)).own_judges).toEqual([
		{ judge: 'haiku', model: 'm:1b' },
	]);
	const before = await stage.run(run);
	expect(before.tags).toMatchObject({ judged_by: 'haiku', auto_evidence: 'false', 'artifact:rationale': 'plain' });
	expect(before.tags).not.toHaveProperty('auto_unscored');
	await stage.record(stage.plan({ evidence: false, weights }), judgments);
	expect(await stage.run(run)).toEqual(before);
	// A person's scores of it are an opinion, and count in no ranking.
	expect(await judgedBy(run, 'Anna')).toEqual({ change: 'opinion', wrote: true });
	expect(await stateOf(run)).toMatchObject({ main: [3, 11], waits: 'false false true' });
	expect((await stage.run(run)).tags.judged_by).toBe('haiku');
});

test('an auto judge that scores again replaces its own scores, and one that fails to leaves them', async () => {
	const [alone, beside] = [await stage.addRun({ lazy: null, auto: 'haiku' }), await stage.addRun(bothTiers)];
	await stage.record(stage.plan(), [autoJudgment(alone, 3), autoJudgment(beside, 3)]);
	const later = { judged_at: 1_700_000_300_000 };
	await stage.record(stage.plan(), [autoJudgment(alone, 5, later), autoJudgment(beside, null, later)]);
	expect(await stateOf(alone)).toMatchObject({ waits: 'false false true', main: [5, 17] });
	expect(await stateOf(beside)).toMatchObject({ waits: 'true false false', auto: [3, 11] });
	const [again] = judgmentsIn((await stage.run(alone)).tags).judgments;
	expect(again).toMatchObject({ given: { scores: { tone: 5 } }, replaced: [{ scores: { tone: 3 } }] });
	const [failed] = judgmentsIn((await stage.run(beside)).tags).judgments;
	expect(failed).toMatchObject({ given: { scores: { tone: 3 } }, unscored: { reason: 'refused' } });
	expect((await stage.unjudged(stage.plan({}, true), { since: later.judged_at })).run_ids).toEqual([]);
});

test('what a former harness wrote is one judgment, and stays when somebody else scores the run', async () => {
	const run = await stage.addRun({ lazy: 'claude-code', auto: null });
	const metrics = Object.entries({ ...fours, composite: 14 }).map(([key, value]) => ({
		key,
		value,
		timestamp: 1,
		step: 0,
	}));
	await callMlflow('runs/log-batch', { run_id: run, metrics });
	for (const [key, value] of Object.entries({ judged_by: 'Anna', 'artifact:note': 'fine', judge_pending: 'false' }))
		await callMlflow('runs/set-tag', { run_id: run, key, value });
	expect(await judgedBy(run, 'Anna')).toMatchObject({ change: 'same' });
	expect(await judgedBy(run, 'Bob', { ...fours, tone: 1 }, 11)).toEqual({ change: 'opinion', wrote: true });
	const { tags, metrics: now } = await stage.run(run);
	expect(now).toMatchObject({ tone: 2.5, composite: 12.5 });
	expect(judgmentsIn(tags).judgments).toMatchObject([
		{ by: 'Anna', given: { scores: { tone: 4 }, notes: { note: 'fine' } } },
		{ by: 'Bob', given: { scores: { tone: 1 } } },
	]);
});

test('scored by rule', async () => {
	const run = await stage.addRun(bothTiers, []);
	const state = { tiers: 'claude-code+haiku', waits: 'false false true', main: [1, 3], auto: [] };
	expect(await stateOf(run)).toEqual(state);
	await stage.record(stage.plan(), [autoJudgment(run, 5)]);
	expect(await stage.draw({ share: 1, delta: 1 })).toEqual({ drawn: 0, not_drawn: 0 });
	expect(await stateOf(run)).toEqual(state);
	expect(judgmentsIn((await stage.run(run)).tags).judgments).toEqual([]);
});

test('another auto judge than the run has says its opinion; the first one of a run that had none is its auto tier', async () => {
	const [both, lazy] = [await stage.addRun(bothTiers), await stage.addRun({ lazy: 'claude-code', auto: null })];
	await stage.record(stage.plan(), [autoJudgment(both, 3)]);
	const other = stage.plan({ kind: 'ollama/other:1b' });
	expect((await stage.unjudged(other)).run_ids).toEqual([both, lazy]);
	await stage.record(other, [autoJudgment(both, 5), autoJudgment(lazy, 5)]);
	expect(await stateOf(both)).toMatchObject({ tiers: 'claude-code+haiku', auto: [3, 11] });
	expect(await stateOf(lazy)).toMatchObject({
		tiers: 'claude-code+ollama/other:1b',
		waits: 'true false false',
		auto: [5, 17],
	});
	expect(
		judgmentsIn((await stage.run(both)).tags)
			.judgments.map(({ by }) => by)
			.sort(),
	).toEqual(['haiku', 'ollama/other:1b']);
});

test('what a judge has yet to score is found a page at a time, and again only where that is asked', async () => {
	const runs = [];
	for (let at = 0; at < 5; at += 1) runs.push(await stage.addRun(bothTiers));
	await stage.addRun(bothTiers, []);
	const plan = stage.plan();
	const first = await stage.unjudged(plan, { most: 2, count: true });
	expect(first).toEqual({ run_ids: runs.slice(0, 2), next: 1_700_000_000_002, total: 5 });
	await stage.record(plan, [autoJudgment(runs[0] ?? '', 4), autoJudgment(runs[1] ?? '', null)]);
	const second = await stage.unjudged(plan, { most: 2, from: first.next ?? 0 });
	expect(second).toEqual({ run_ids: runs.slice(2, 4), next: 1_700_000_000_004, total: null });
	expect(await stage.unjudged(plan)).toEqual({ run_ids: runs.slice(2), next: null, total: null });
	const again = stage.plan({}, true);
	expect((await stage.unjudged(again, { since: Date.now() })).run_ids).toEqual(runs);
	expect((await stage.unjudged(again, { since: 1_700_000_100_000 })).run_ids).toEqual(runs.slice(2));
});
