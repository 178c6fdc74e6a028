import type { AutoTier, RecordedRun } from '../../bench/recorded-run';
import { whoseScores } from '../running-row';
import { asAutoScored } from './as-auto-scored';

const auto: AutoTier = {
	...{ kind: 'haiku', counts: false, pending: false, judged_at: null, hash: 'h', digest: null },
	...{ unscored: null, spread: null, evidence: true },
};

function run(more: Partial<RecordedRun>): RecordedRun {
	return {
		...{ run_id: 'run', started_at: 1, model: 'a', prompt: 'v1', scenario: 's', repeat: 0, cell_key: 'key' },
		...{ model_digest: null, judge_pending: false, judged: true, judge_kinds: ['claude-code'], judged_by: 'ann' },
		...{ judged_at: null, by_rule: false, lazy_judges: ['ann'], auto, draw: null, rubric: 'tip-v1' },
		...{ rubric_hash: null, bench: null, invalid: null, cut: false, reader: null },
		metrics: { composite: 9, auto_composite: 11 },
		...more,
	};
}

test("beside people's scores the auto judge's are read", () => {
	const read = asAutoScored(run({}));
	expect(read).toMatchObject({ judged: true, judge_pending: false, metrics: { composite: 11 } });
	expect(whoseScores(read)).toBe('auto');
	// Also while people have yet to score it.
	expect(asAutoScored(run({ judged: false, judge_pending: true, lazy_judges: [] }))).toMatchObject({
		...{ judged: true, judge_pending: false, metrics: { composite: 11 } },
	});
});

test('where the auto judge is alone its scores stay, whoever has looked at them since', () => {
	const alone = { auto: { ...auto, counts: true }, metrics: { composite: 7 } };
	const read = asAutoScored(run({ ...alone, lazy_judges: ['ann'] }));
	expect(read).toMatchObject({ judged: true, metrics: { composite: 7 } });
	expect(whoseScores(read)).toBe('auto');
	expect(asAutoScored(run({ ...alone, judged: false }))).toMatchObject({ judged: false, judge_pending: true });
});

test('what the auto judge has not scored waits for it; what the rule scored stays', () => {
	for (const unscored of [
		run({ auto: null, metrics: { composite: 9 } }),
		run({ auto: { ...auto, pending: true }, metrics: { composite: 9, auto_composite: 3 } }),
		run({ metrics: { composite: 9 } }),
		run({ metrics: { composite: 9, auto_composite: Number.NaN } }),
	])
		expect(asAutoScored(unscored)).toMatchObject({ judged: false, judge_pending: true });
	const ruled = run({ by_rule: true, metrics: { composite: 3 } });
	expect(asAutoScored(ruled)).toEqual(ruled);
});
