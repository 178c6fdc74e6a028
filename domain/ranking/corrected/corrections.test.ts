import type { AutoTier, Draw, RecordedRun } from '../../bench/recorded-run';
import { createCorrections } from './corrections';

const haiku: AutoTier = {
	...{ kind: 'haiku', counts: false, pending: false, judged_at: '2026-01-01T00:00:00.000Z', hash: 'h', digest: null },
	...{ unscored: null, spread: null, evidence: true },
};
const drawnBy = (chance: number, drawn = true): Draw => ({ drawn, chance, why: 'chance', id: 'one' });
let made = 0;

/** The auto judge is one point milder than people, who would give 5, 6, 7, … */
function run(more: Partial<RecordedRun> = {}): RecordedRun {
	made += 1;
	const people = 5 + (made % 4);
	const judged = more.judged ?? true;
	return {
		...{ run_id: `run-${made}`, started_at: made, model: 'a', prompt: 'v1', scenario: `s${made}`, repeat: 0 },
		...{ cell_key: null, model_digest: null, judge_pending: false, judged, judge_kinds: ['claude-code'] },
		...{ judged_by: 'ann', judged_at: null, by_rule: false, lazy_judges: [], auto: haiku, draw: drawnBy(0.5) },
		...{ rubric: 'r', rubric_hash: null, bench: null, invalid: null, cut: false, reader: null },
		metrics: { auto_composite: people + 1, auto_tone: 3, ...(judged && { composite: people, tone: 2 }) },
		...more,
	};
}
const many = (count: number, more: Partial<RecordedRun> = {}) => Array.from({ length: count }, () => run(more));
const undrawn = { judged: false, draw: drawnBy(0.5, false) };

function corrected(...runs: readonly RecordedRun[]) {
	const running = createCorrections({ dimensions: [{ name: 'tone', min: 1, max: 5 }] });
	for (const each of runs) running.add(each, each.model);
	return running.corrections();
}

test('a spot check of thirty corrects its row, and says the bias; another row has none', () => {
	const found = corrected(
		...many(30),
		...many(30, undrawn),
		...many(29, { model: 'b' }),
		...many(9, { auto: null, draw: null, model: 'c' }),
	);
	expect(found?.of('a')?.composite).toMatchObject({ by: 'corrected', labels: 30 });
	expect(found?.of('b')?.composite).toMatchObject({ by: 'none', labels: 29 });
	expect(found?.of('c')).toBeNull();
	expect(found?.pooled_bias.composite?.value).toBeCloseTo(1, 9);
	expect(found?.pooled_bias.tone?.value).toBeCloseTo(1, 9);
});

test('without an auto tier beside people there is nothing to correct', () => {
	expect(corrected(...many(40, { auto: null, draw: null }))).toBeNull();
	expect(corrected(...many(40, { auto: { ...haiku, counts: true }, draw: null }))).toBeNull();
});

test('what people say of a run that was not drawn is no label', () => {
	const found = corrected(...many(29), run({ draw: drawnBy(0.5, false) }), ...many(30, undrawn));
	expect(found?.of('a')?.composite).toMatchObject({ by: 'none', labels: 29 });
});

test('runs of which no draw is kept are certain where people have scored them all, and else nobody can tell', () => {
	const old = many(40, { draw: null });
	expect(corrected(...old)?.of('a')?.composite).toMatchObject({ by: 'people', effective_labels: 40 });
	const open = run({ draw: null, judged: false });
	expect(corrected(...old, open)?.of('a')?.composite?.mean.reason).toContain('keep no chance of it');
	const damaged = run({ draw: drawnBy(Number.NaN) });
	const found = corrected(...old, damaged);
	expect(found?.of('a')?.composite?.mean.reason).toContain('keep no chance of it');
	expect(found?.pooled_bias.composite?.value).toBeCloseTo(1, 9);
});

test('empty answers count as the rule has it, and a run that only people could score as they did', () => {
	const empty = run({ by_rule: true, draw: null, metrics: { composite: 2, tone: 1 } });
	const certain = run({ draw: drawnBy(1), metrics: { composite: 9, tone: 4 } });
	const found = corrected(...many(30), ...many(30, undrawn), empty, certain)?.of('a')?.composite;
	const bare = corrected(...many(30), ...many(30, undrawn))?.of('a')?.composite;
	expect(found).toMatchObject({ labels: 31, uncounted: 0 });
	expect(found?.mean.value).toBeCloseTo((60 * (bare?.mean.value ?? 0) + 2 + 9) / 62, 1);
});

test('a run that has an auto tier alone among them was drawn by nobody', () => {
	const alone = run({ auto: { ...haiku, counts: true }, draw: null });
	expect(corrected(...many(40), alone)?.of('a')?.composite?.mean.reason).toContain('could not be drawn');
});
