import { stripVTControlCharacters } from 'node:util';
import type { RecordedRun } from '../domain/bench/recorded-run';
import { leaderboardOf } from '../domain/ranking/rank-runs';
import { leaderboardMarkdown, leaderboardTable } from './leaderboard';
import { leaderboardCsv } from './leaderboard-csv';

const rubric = {
	name: 'tip-v1',
	dimensions: [{ name: 'tone', min: 1, max: 5 }],
	flags: [{ name: 'format_ok' }],
	composite: { tone: 1, format_ok: 2 },
};

function cells(model: string, tone: number, count: number, over: Partial<RecordedRun> = {}): RecordedRun[] {
	return Array.from({ length: count }, (_, at) => {
		const judged = !over.judge_pending && (over.invalid ?? null) === null;
		const scores = { tone: tone + (at % 2), format_ok: at % 4 === 0 ? 0 : 1 };
		const composite = scores.tone + 2 * scores.format_ok;
		return {
			...{
				run_id: `${model}-${at}-${Object.keys(over)}`,
				started_at: at,
				model,
				prompt: 'v1',
				scenario: `s${at}`,
				repeat: 0,
			},
			...{ cell_key: null, model_digest: null, judge_pending: false, judged, judge_kinds: ['claude-code'] },
			...{ judged_by: 'ann', judged_at: null, by_rule: false, lazy_judges: ['ann'], auto: null, draw: null },
			...{ rubric: 'tip-v1', rubric_hash: null, bench: null, invalid: null, cut: false, reader: 'candidates-5' },
			metrics: { latency_s: 1 + at, tokens_per_s: 50, ...(judged && { ...scores, composite }) },
			...over,
		};
	});
}

const boardOf = (...runs: RecordedRun[][]) => leaderboardOf('tips', rubric, runs.flat());
const words = (...runs: RecordedRun[][]) => stripVTControlCharacters(leaderboardTable(boardOf(...runs)));

test('the table says who may be the best, between which ranks a row lies, and how sure that is', () => {
	const table = words(cells('good', 4, 8), cells('poor', 1, 8));
	expect(table).toMatch(/good .*│ may be │ 1 /);
	expect(table).toMatch(/poor .*│ no +│ 2 /);
	expect(table).toContain(
		'tier 1: 1 row of 2 may be the best (all 256 sign flips of 8 scenarios, one-sided 5 %); the others are no better than the best',
	);
	expect(table).toContain('strong skew weakens them');
	expect(table).toContain('95 % of #1: near the top of the scale: the interval misses more often than it says');
});

test('where nothing can be told apart it says so, and shows no column of it', () => {
	const table = words(cells('good', 4, 3), cells('poor', 1, 3));
	expect(table).toContain(
		'no row can be told from another: 3 common scenarios cannot separate, whatever the data: it takes 5',
	);
	expect(table).not.toContain('best?');
});

test('a part says that it is one, and whether what waits could change who may be the best', () => {
	const waiting = cells('poor', 1, 8, { judge_pending: true });
	expect(words(cells('good', 4, 8), waiting)).toContain(
		'PARTIAL: 8 judgments pending; they could still change who may be the best',
	);
});

test('a row with many invalid cells is named; one with few is not', () => {
	const cut = { invalid: 'context-cut' };
	const table = words(cells('good', 4, 19), cells('good', 4, 1, cut), cells('poor', 1, 8), cells('poor', 1, 2, cut));
	expect(table).toContain('poor × v1: 2 of 10 cells invalid, so its means are of the others alone');
	expect(table).not.toContain('good × v1: ');
});

test('nothing is said of other rows, or of other cells, where there are none', () => {
	const equal = words(cells('one', 4, 8), cells('two', 4, 8));
	expect(equal).toContain('2 rows of 2 may be the best (all 256 sign flips of 8 scenarios, one-sided 5 %)\n');
	const table = words(cells('good', 4, 8), cells('none', 4, 2, { invalid: 'context-cut' }));
	expect(table).toContain('none × v1: 2 of 2 cells invalid, so it has no means');
});

test('judged cells without a composite on the scale are counted', () => {
	const board = boardOf(cells('good', 4, 8), cells('edited', 4, 3, { metrics: { composite: 999 } }));
	expect(leaderboardTable(board)).toContain('3 judged without a composite that this rubric gives');
	expect(board.rows.map(({ model }) => model)).toEqual(['good', 'edited']);
});

test('Markdown and CSV have the same numbers', () => {
	const board = boardOf(cells('good', 4, 8), cells('poor', 1, 8));
	expect(leaderboardMarkdown(board)).toMatch(/\| 1 \| good \| v1 \| 6\.00 \| 4\.9–7\.1 \| may be \| 1 \|/);
	const [head = '', first = ''] = leaderboardCsv(board).split('\n');
	const value = (title: string) => first.split(',')[head.split(',').indexOf(title)];
	expect([value('may_be_best'), value('best_rank'), value('worst_rank')]).toEqual(['true', '1', '1']);
	expect([value('format_ok_low'), value('latency_s_p50'), value('judged_by_lazy')]).toEqual([
		expect.stringMatching(/^0\.4/),
		'4.5',
		'8',
	]);
});

test('a narrow terminal gets what is asked for most, and is told what is left out', () => {
	const board = boardOf(cells('good', 4, 8), cells('poor', 1, 8));
	const lines = stripVTControlCharacters(leaderboardTable(board, undefined, 105)).split('\n');
	const table = lines.filter((line) => /^[┌│├└]/.test(line));
	expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(105);
	expect(lines).toContainEqual('too narrow for: p95, tokens/s; --csv and --json have all');
	const least = stripVTControlCharacters(leaderboardTable(board, undefined, 10));
	expect(least).toMatch(/│ # │ model │ prompt │ composite │ 95 % +│ best\? +│ ranks │ judged │/);
	expect(least).toContain('too narrow for: tone, format_ok, latency s, p95, tokens/s');
});
