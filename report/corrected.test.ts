import { stripVTControlCharacters } from 'node:util';
import type { AutoTier, RecordedRun } from '../domain/bench/recorded-run';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { leaderboardOf } from '../domain/ranking/rank-runs';
import { leaderboardMarkdown, leaderboardTable } from './leaderboard';
import { leaderboardCsv } from './leaderboard-csv';

const rubric = { name: 'r', dimensions: [{ name: 'tone', min: 1, max: 5 }], flags: [], composite: { tone: 1 } };
const haiku: AutoTier = {
	...{ kind: 'haiku', counts: false, pending: false, judged_at: '2026-01-01T00:00:00.000Z', hash: 'h', digest: null },
	...{ unscored: null, spread: null, evidence: true },
};

/** A row of 80 cells, the auto judge a point or so milder, of which people have scored so many by chance. */
function cells(model: string, scored: number, more: Partial<RecordedRun> = {}): RecordedRun[] {
	return Array.from({ length: 80 }, (_, at) => {
		const drawn = at < scored;
		const people = 2 + (at % 3);
		const auto = people + (at % 5 === 0 ? 0 : 1);
		return {
			...{ run_id: `${model}-${at}`, started_at: at, model, prompt: 'v1', scenario: `s${at}`, repeat: 0 },
			...{ cell_key: null, model_digest: null, judge_pending: false, judged: drawn, judge_kinds: ['claude-code'] },
			...{ judged_by: 'ann', judged_at: null, by_rule: false, lazy_judges: [], auto: haiku },
			draw: { drawn, chance: scored / 80, why: 'chance', id: 'one' },
			...{ rubric: 'r', rubric_hash: null, bench: null, invalid: null, cut: false, reader: null },
			metrics: { auto_tone: auto, auto_composite: auto, ...(drawn && { tone: people, composite: people }) },
			...more,
		};
	});
}

const board = leaderboardOf('tips', rubric, [...cells('much', 40), ...cells('all', 80), ...cells('few', 12)]);
const table = (of: Leaderboard) => stripVTControlCharacters(leaderboardTable(of));

test('a row with labels enough has its corrected mean, one with too few the raw auto mean and the bias', () => {
	const shown = table(board);
	expect(shown).toMatch(/ much .*│ \d\.\d\d \(\d\.\d\d to \d\.\d\d\) +│ 3\.79 │ +40\.0 │/);
	expect(shown).toMatch(/ all .*│ \d\.\d\d \(\d\.\d\d to \d\.\d\d\) people │/);
	expect(shown).toMatch(/ few .*│ – +│ 3\.79 │ +12\.0 │/);
	expect(shown).toMatch(
		/bias, haiku less people, over all rows together: tone \+0\.\d\d \(\+0\.\d\d to \+0\.\d\d\), composite \+0\.\d\d \(/,
	);
	const rank = (model: string) => board.rows.find((row) => row.model === model)?.rank;
	expect(shown).toContain(
		`no corrected number in #${rank('few')}: people's scores are worth fewer than 30 labels in the row; see the raw auto means, and the bias`,
	);
	expect(shown).toContain(`corrected in #${rank('all')}: people alone`);
});

test('the header says whose scores the ranking rests on, and how far the auto judge is trusted', () => {
	const [first] = table(board).split('\n');
	expect(first).toBe("ranked by the lazy tier's scores; corrected scores stand beside it, and are in no rank");
	const trust = {
		...{ may_gate: true, reason: 'it agrees', min_kappa: 0.6, earned: ['tips-0'] },
		kappa: { value: 0.8, low: 0.7, high: 0.9, reason: null },
	};
	const trusted = { ...board, auto_judges: [{ judge: 'haiku', hash: 'h', cells: 240, trust, contestant: 'few' }] };
	const shown = table(trusted);
	expect(shown).toContain(
		'auto judge haiku, itself a contestant (few): kappa 0.80 (0.70 to 0.90), trusted: it agrees; seen in tips-0; ./tip-bench judge trust tips keeps what this one shows',
	);
	expect(shown).toContain('haiku judges its own candidates too: few is a contestant');
	expect(shown).toMatch(/│ few \(judge\) │/);
	expect(leaderboardMarkdown(trusted)).toContain('| few (judge) |');
	const nobody = { ...trust, may_gate: false, reason: 'no experiment', earned: [] };
	const untrusted = { ...board, auto_judges: [{ judge: 'haiku', hash: 'h', cells: 240, trust: nobody }] };
	expect(table(untrusted)).toContain('auto judge haiku: kappa 0.80 (0.70 to 0.90), not trusted: no experiment; ./tip');
});

test('an auto tier alone is what the ranking rests on, and cells of the other tier are left out', () => {
	const alone = { auto: { ...haiku, counts: true }, draw: null, judged: true };
	const auto = cells('a', 80, alone);
	const people = cells('b', 40, { auto: null, draw: null }).slice(0, 1);
	const [first] = table(leaderboardOf('tips', rubric, [...auto, ...people])).split('\n');
	expect(first).toBe(
		"ranked by the auto tier's scores (haiku); 1 cell with scores of another tier, or of another auto judge or version of it, is in no mean: they cannot be compared",
	);
});

test('CSV has every number, and the header’s words', () => {
	const [head = '', ...lines] = leaderboardCsv(board).split('\n');
	const of = (model: string, title: string) => {
		const line = lines.find((each) => each.split(',')[1] === model) ?? '';
		return line.split(',')[head.split(',').indexOf(title)];
	};
	expect(of('much', 'corrected_composite_by')).toBe('corrected');
	expect(Number(of('much', 'corrected_composite_low'))).toBeLessThan(Number(of('much', 'corrected_composite')));
	expect([of('few', 'corrected_tone_by'), of('few', 'corrected_tone'), of('few', 'labels_tone')]).toEqual([
		'none',
		'',
		'12',
	]);
	expect(Number(of('few', 'auto_tone'))).toBeCloseTo(3.7875, 9);
	expect(Number(of('few', 'bias_tone'))).toBeCloseTo(board.pooled_bias?.tone?.value ?? 0, 12);
	expect([of('few', 'ranked_by'), of('few', 'auto_judge'), of('few', 'is_auto_judge')]).toEqual([
		'lazy',
		'haiku',
		'false',
	]);
});

test('without a spot check there is nothing of it', () => {
	const plain = leaderboardOf('tips', rubric, cells('a', 80, { auto: null, draw: null }));
	expect(table(plain)).not.toMatch(/corrected|labels|bias/);
	expect(leaderboardCsv(plain)).not.toContain('corrected');
	expect(table(plain).split('\n')[0]).toBe("ranked by the lazy tier's scores");
});
