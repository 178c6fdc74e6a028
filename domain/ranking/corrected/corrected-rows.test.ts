import { correctedRows, type ScoredRun } from './corrected-rows';

/** Rows of `each` runs in scenarios of their own; the auto judge is one point milder, in `tone` alone. */
const board = (rows: number, each: number, labelled: number): ScoredRun[] =>
	Array.from({ length: rows * each }, (_, at) => {
		const [row, place] = [at % rows, Math.floor(at / rows)];
		const [tone, relevance] = [2 + ((place * 7) % 3), 1 + ((place * 5 + row) % 4)];
		return {
			...{ scenario: `s${place}`, row: `m × v${row}` },
			auto: { tone: tone + 1, relevance, composite: tone + relevance + 1 },
			people: place < labelled ? { tone, relevance, composite: tone + relevance + (place % 5 === 0 ? 1 : 0) } : null,
			...{ chance: labelled / each, by_rule: false },
		};
	});
const names = ['tone', 'relevance', 'composite'];

test('each row by itself: where its labels are too few, raw means and the pooled bias stand there', () => {
	const runs = [...board(2, 100, 40), ...board(1, 100, 10).map((run) => ({ ...run, row: 'few' }))];
	const { rows, pooled_bias } = correctedRows(runs, names);
	expect(rows.map(({ row, scores }) => [row, scores.composite?.by])).toEqual([
		['few', 'none'],
		['m × v0', 'corrected'],
		['m × v1', 'corrected'],
	]);
	expect(rows[0]?.scores.composite?.raw_auto).toBeGreaterThan(0);
	expect(pooled_bias.tone?.value).toBe(1);
	expect(pooled_bias.composite?.low).toBeLessThan(0.8);
	expect(pooled_bias.composite?.high).toBeGreaterThan(0.8);
});

test('rows and pooled bias do not hang on the order of the runs', () => {
	const runs = board(3, 60, 40);
	const [one, other] = [correctedRows(runs, names), correctedRows([...runs].reverse(), names)];
	expect(other.rows.map(({ row }) => row)).toEqual(one.rows.map(({ row }) => row));
	expect(other.pooled_bias.composite?.low).toBeCloseTo(one.pooled_bias.composite?.low ?? 0, 9);
});

test('what one tier has not scored, and a name that every object has, count as missing', () => {
	const runs = board(1, 60, 40).map((run, at) => (at === 0 ? { ...run, auto: null, people: null } : run));
	const { rows, pooled_bias } = correctedRows(runs, [...names, 'toString']);
	expect(rows[0]?.scores.composite?.uncounted).toBe(1);
	expect(rows[0]?.scores.toString).toMatchObject({ by: 'none', uncounted: 60, raw_auto: null });
	expect(pooled_bias.toString).toMatchObject({ value: null, reason: 'no run' });
});

test('what is no finite number counts as missing', () => {
	const [first, ...rest] = board(1, 60, 40);
	const odd = { ...first, auto: { tone: Number.NaN }, people: { tone: Number.POSITIVE_INFINITY } } as ScoredRun;
	const { rows, pooled_bias } = correctedRows([odd, ...rest], ['tone']);
	expect(rows[0]?.scores.tone).toMatchObject({ uncounted: 1, labels: 39 });
	expect(pooled_bias.tone?.value).toBe(1);
});

test('an experiment without runs has no rows', () => {
	expect(correctedRows([], names)).toMatchObject({ rows: [], pooled_bias: { tone: { value: null } } });
});
