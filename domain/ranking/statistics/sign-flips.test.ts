import { differencesOf, type ScoreTable } from './score-table';
import { fewestScenarios, signFlips } from './sign-flips';
import { chanceOf, shuffled, tableOf } from './test-support/tables';

// Fisher (1935), The Design of Experiments, §21: Darwin's Zea mays, differences in eighths of an inch.
const darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

// By enumeration of all 256 flips, with no published value.
const eight = [
	[4, 3, 2],
	[5, 3, 3],
	[4, 4, 1],
	[3, 2, 2],
	[5, 4, 3],
	[5, 5, 3],
	[4, 2, 2],
	[3, 3, 2],
];

const values = (table: ScoreTable, options: Partial<Parameters<typeof signFlips>[1]> = {}) => {
	const { beaten, pairs } = signFlips(table, { seed: 1, ...options });
	return {
		beaten: beaten.map(({ value }) => value),
		raw: pairs.map(({ chance }) => chance.value?.raw),
		adjusted: pairs.map(({ chance }) => chance.value?.adjusted),
	};
};

const randomScenarios = (scenarios: number, rows: number, seed: number) => {
	const chance = chanceOf(seed);
	return Array.from({ length: scenarios }, () => Array.from({ length: rows }, () => 2 + Math.floor(chance() * 16)));
};

test('Darwin’s fifteen pairs, drawn, since there are more flips than are taken', () => {
	const flips = signFlips(tableOf(darwin.map((difference) => [0, difference])), { seed: 7 });
	expect([flips.exact, flips.flips]).toEqual([false, 16_384]);
	expect(flips.pairs[0]?.difference).toBeCloseTo(314 / 15, 12);
	// Three standard errors of 16,384 draws.
	expect(Math.abs((flips.pairs[0]?.chance.value?.raw ?? 0) - 1726 / 32768)).toBeLessThan(0.0053);
	expect(Math.abs((flips.beaten[0]?.value ?? 0) - 863 / 32768)).toBeLessThan(0.0038);
});

test.each([
	['t', [16, 2, 16], [18, 2, 30]],
	['sum', [16, 2, 16], [80, 2, 44]],
] as const)('max-T over three rows by %s, as counted by hand', (statistic, raw, adjusted) => {
	const flips = signFlips(tableOf(eight), { seed: 1, statistic });
	expect([flips.exact, flips.flips]).toEqual([true, 256]);
	const counts = values(tableOf(eight), { statistic });
	expect(counts.raw.map((each) => (each ?? 0) * 256)).toEqual(raw);
	expect(counts.adjusted.map((each) => (each ?? 0) * 256)).toEqual(adjusted);
});

test('a row is beaten as seldom as chance alone would have it; the best one always', () => {
	expect(values(tableOf(eight)).beaten.map((each) => (each ?? 0) * 256)).toEqual([256, 16, 1]);
});

test('the walk over sums finds what one finds flip by flip, with and without missing cells', () => {
	for (const holes of [false, true]) {
		const scenarios = randomScenarios(9, 4, 21).map((scores, at) =>
			scores.map((score, row) => (holes && at < 3 && row === at ? null : score)),
		);
		const table = tableOf(scenarios);
		expect(values(table)).toEqual(slowly(table));
	}
});

test('one pair is adjusted for nothing, and no adjusted probability is below the raw one', () => {
	const one = values(tableOf(eight.map(([first = 0, second = 0]) => [first, second])));
	expect(one.adjusted).toEqual(one.raw);
	for (const seed of [1, 2, 3, 4, 5]) {
		const { raw, adjusted } = values(tableOf(randomScenarios(seed * 4, 5, seed)));
		for (const [at, each] of raw.entries()) expect(adjusted[at] ?? 1).toBeGreaterThanOrEqual(each ?? 1);
	}
});

test.each([8, 20])('of %i scenarios neither the order of rows, nor a constant changes anything', (scenarios) => {
	const rows = randomScenarios(scenarios, 5, 3);
	const whole = values(tableOf(rows));
	const raised = rows.map((scores, at) => scores.map((score) => score + at * 0.1 + 1234.567));
	expect(values(tableOf(raised))).toEqual(whole);
	const mirrored = values(tableOf(rows.map((scores) => [...scores].reverse())));
	expect([...mirrored.beaten].reverse()).toEqual(whole.beaten);
	const byValue = (list: readonly (number | undefined)[]) => [...list].sort();
	expect(byValue(mirrored.adjusted)).toEqual(byValue(whole.adjusted));
});

test('the order of scenarios changes nothing where all flips are taken', () => {
	const rows = randomScenarios(11, 5, 3);
	const whole = values(tableOf(rows));
	for (let seed = 0; seed < 5; seed += 1) expect(values(tableOf(shuffled(rows, chanceOf(seed))))).toEqual(whole);
});

test('only scenarios that both rows have are compared', () => {
	const holes = eight.map((scores, at) => (at === 2 ? [scores[0] ?? null, null, scores[2] ?? null] : scores));
	const { pairs } = signFlips(tableOf(holes), { seed: 1 });
	const without = signFlips(tableOf(eight.filter((_each, at) => at !== 2)), { seed: 1 });
	expect(pairs.map((pair) => pair.scenarios)).toEqual([7, 8, 7]);
	expect(pairs[0]?.difference).toBe(without.pairs[0]?.difference);
	expect(pairs[0]?.chance.value?.raw).toBe(without.pairs[0]?.chance.value?.raw);
	expect(pairs[1]?.chance.value?.raw).toBe(2 / 256);
});

test('too few scenarios cannot separate, and say so', () => {
	const far = (scenarios: number) => signFlips(tableOf(Array.from({ length: scenarios }, () => [2, 17])), { seed: 1 });
	expect(far(4).beaten[0]).toEqual({
		value: null,
		reason: '4 common scenarios cannot separate, whatever the data: it takes 5',
	});
	expect(far(5).beaten[0]?.value).toBe(1 / 32);
	expect(far(5).pairs[0]?.chance.reason).toContain('it takes 6');
	expect(far(6).pairs[0]?.chance.value).toEqual({ raw: 2 / 64, adjusted: 2 / 64 });
	expect(far(1).beaten[0]?.reason).toContain('1 common scenario cannot');
	expect([0.05, 0.025, 0.01, 0.5].map(fewestScenarios)).toEqual([5, 6, 7, 1]);
});

test('a pair with too few scenarios is in no maximum', () => {
	const holes = eight.map((scores, at) => [...scores, at < 3 ? 17 * (at % 2) : null]);
	const [whole, without] = [values(tableOf(holes)), values(tableOf(eight))];
	expect(whole.adjusted.filter((each) => each !== undefined)).toEqual(without.adjusted);
	expect(whole.beaten).toEqual([...without.beaten, null]);
});

test('rows that are the same cannot be told apart', () => {
	const same = signFlips(tableOf([1, 2, 3, 4, 5, 6].map((score) => [score, score])), { seed: 1 });
	expect(same.pairs[0]).toMatchObject({ difference: 0, chance: { value: { raw: 1, adjusted: 1 } } });
	expect(same.beaten.map(({ value }) => value)).toEqual([1, 1]);
});

test('an empty table and a single row have nothing to compare', () => {
	expect(signFlips(tableOf([]), { seed: 1 })).toMatchObject({ beaten: [], pairs: [] });
	expect(signFlips(tableOf([[1], [2]]), { seed: 1 }).beaten[0]?.value).toBeNull();
});

test.each([
	['30 rows by 64 scenarios', 64],
	['30 rows by 14 scenarios, all flips', 14],
])('%s take well under a second', (_name, scenarios) => {
	const table = tableOf(randomScenarios(scenarios, 30, 9));
	const began = process.cpuUsage();
	signFlips(table, { seed: 1 });
	expect(process.cpuUsage(began).user / 1e6).toBeLessThan(1);
});

/** The same, flip by flip and pair by pair, for tables in which no pair has too few scenarios. */
function slowly(table: ScoreTable) {
	const width = table.scenarios.length;
	const pairs = table.rows.flatMap((_row, first) =>
		table.rows.slice(first + 1).map((_r, at) => [first, first + 1 + at]),
	);
	const measure = (flip: number) => {
		const worst = table.rows.map(() => 0);
		const sizes = pairs.map(([first = 0, second = 0]) => {
			const all = differencesOf(table, { first, second });
			const common = all.filter((each) => each !== null);
			const sum = all.reduce<number>((total, each, at) => total + (each ?? 0) * ((flip >> at) & 1 ? -1 : 1), 0);
			worst[first] = Math.max(worst[first] ?? 0, sum / common.length);
			worst[second] = Math.max(worst[second] ?? 0, -sum / common.length);
			return Math.abs(sum) / Math.sqrt(common.reduce((total, each) => total + each * each, 0));
		});
		return { worst, sizes };
	};
	const flips = Array.from({ length: 2 ** width }, (_each, flip) => measure(flip));
	const seen = measure(0);
	const share = (holds: (flip: typeof seen) => boolean) => flips.filter(holds).length / flips.length;
	return {
		beaten: seen.worst.map((least, row) => share(({ worst }) => (worst[row] ?? 0) >= least - 1e-9)),
		raw: seen.sizes.map((least, at) => share(({ sizes }) => (sizes[at] ?? 0) >= least - 1e-9)),
		adjusted: seen.sizes.map((least) => share(({ sizes }) => Math.max(...sizes) >= least - 1e-9)),
	};
}
