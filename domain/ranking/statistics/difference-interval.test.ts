import { differenceInterval, separateIntervals } from './difference-interval';
import { signFlips } from './sign-flips';
import { chanceOf, shuffled, tableOf } from './test-support/tables';

const randomDifferences = (scenarios: number, seed: number, shift = 0) => {
	const chance = chanceOf(seed);
	return Array.from({ length: scenarios }, () => shift + Math.floor(chance() * 9) - Math.floor(chance() * 9));
};

/** One-sided: how often flips of all candidates' d − δ do as much for one as was seen of the chosen. */
function chanceAt(candidates: readonly (readonly (number | null)[])[], chosen: number, delta: number, sign: 1 | -1) {
	const width = candidates[0]?.length ?? 0;
	const largest = (flip: number, which: readonly (readonly (number | null)[])[]) =>
		Math.max(
			...which.map((each) => {
				const common = each.filter((value) => value !== null).length;
				return each.reduce<number>(
					(sum, value, at) =>
						sum + (value === null ? 0 : (sign * (value - delta) * ((flip >> at) & 1 ? -1 : 1)) / common),
					0,
				);
			}),
		);
	const seen = largest(0, [candidates[chosen] ?? []]) - 1e-9;
	let times = 0;
	for (let flip = 0; flip < 2 ** width; flip += 1) if (largest(flip, candidates) >= seen) times += 1;
	return times / 2 ** width;
}

test.each([
	['one candidate', 1, false],
	['the best of three', 3, false],
	['the best of three, with missing cells', 3, true],
])('%s: inside the interval the test does not reject, and outside it does', (_name, count, holes) => {
	for (let seed = 1; seed < 12; seed += 1) {
		const candidates = Array.from({ length: count }, (_each, at) =>
			randomDifferences(9, seed * 10 + at, at).map((value, place) => (holes && place === at * 2 ? null : value)),
		);
		const chosen = seed % count;
		const { value } = differenceInterval(candidates, chosen, { seed: 1 });
		if (value === null) throw new Error('no interval');
		for (const [end, out, sign] of [
			[value.low, -1e-6, 1],
			[value.high, 1e-6, -1],
		] as const) {
			expect(chanceAt(candidates, chosen, end, sign)).toBeGreaterThan(0.05);
			expect(chanceAt(candidates, chosen, end - out, sign)).toBeGreaterThan(0.05);
			expect(chanceAt(candidates, chosen, end + out, sign)).toBeLessThanOrEqual(0.05);
		}
		expect(value.low).toBeLessThanOrEqual(value.mean);
		expect(value.high).toBeGreaterThanOrEqual(value.mean);
	}
});

test('among more candidates it is no narrower', () => {
	for (let seed = 1; seed < 20; seed += 1) {
		const candidates = [0, 1, 2, 3].map((at) => randomDifferences(8, seed * 7 + at));
		const alone = differenceInterval(candidates.slice(0, 1), 0, { seed: 1 }).value;
		const among = differenceInterval(candidates, 0, { seed: 1 }).value;
		expect(among?.low).toBeLessThanOrEqual(alone?.low ?? Number.NaN);
		expect(among?.high).toBeGreaterThanOrEqual(alone?.high ?? Number.NaN);
	}
});

test('of one candidate it has 0 outside where the row test beats the baseline, and only there', () => {
	for (let seed = 1; seed < 40; seed += 1) {
		const differences = randomDifferences(8, seed, 2);
		const { beaten } = signFlips(tableOf(differences.map((each) => [0, each])), { seed: 1 });
		const { value } = differenceInterval([differences], 0, { seed: 1 });
		expect((value?.low ?? 0) > 0).toBe((beaten[0]?.value ?? 1) <= 0.05);
	}
});

test.each([9, 30])('of %i scenarios a constant moves it, another sign mirrors it', (scenarios) => {
	const differences = randomDifferences(scenarios, 3, 1);
	const interval = (values: readonly number[]) => differenceInterval([values], 0, { seed: 4 }).value;
	const { low = 0, high = 0 } = interval(differences) ?? {};
	const moved = interval(differences.map((each) => each + 3.25));
	expect([moved?.low, moved?.high]).toEqual([expect.closeTo(low + 3.25, 9), expect.closeTo(high + 3.25, 9)]);
	const mirrored = interval(differences.map((each) => -each));
	expect([mirrored?.low, mirrored?.high]).toEqual([expect.closeTo(-high, 9), expect.closeTo(-low, 9)]);
	if (scenarios < 14) {
		const chance = chanceOf(1);
		const other = interval(shuffled(differences, chance));
		expect([other?.low, other?.high]).toEqual([expect.closeTo(low, 9), expect.closeTo(high, 9)]);
	}
});

test('an end that lies at a bound is on no side of it', () => {
	let atBound = 0;
	for (let seed = 1; seed < 200; seed += 1) {
		const thirds = randomDifferences(7, seed).map((each) => each / 3);
		const { value } = differenceInterval([thirds], 0, { seed: 1 });
		for (const end of [value?.low ?? 1, value?.high ?? 1]) {
			if (Math.abs(end) > 1e-6) continue;
			expect(end).toBe(0);
			atBound += 1;
		}
	}
	expect(atBound).toBeGreaterThan(5);
});

test('needs as many scenarios as can reach the level', () => {
	expect(differenceInterval([[1, 2, 3, 4]], 0, { seed: 1 }).reason).toContain('it takes 5');
	expect(differenceInterval([[1, 2, 3, 4, 5]], 0, { seed: 1 }).value).toMatchObject({ low: 1, high: 5 });
	expect(differenceInterval([[1, 2, 3, 4, 5, null]], 0, { seed: 1, level: 0.02 }).value).toBeNull();
	expect(differenceInterval([], 0, { seed: 1 }).value).toBeNull();
	const many = Array.from({ length: 40 }, (_each, at) => at);
	expect(differenceInterval([many], 0, { seed: 1, level: 1e-6 }).reason).toContain('too few flips');
});

test('scenarios that nobody shares with the baseline change nothing, also where they are many', () => {
	const differences = randomDifferences(9, 5, 1);
	const scattered = differences.flatMap((each) => [null, each, null]);
	// A candidate with too few scenarios is in no maximum, so its scenarios are shared with nobody either.
	const few = scattered.map((_each, at) => (at % 9 === 0 ? 100 : null));
	const { value } = differenceInterval([differences], 0, { seed: 1 });
	expect(value?.exact).toBe(true);
	expect(differenceInterval([scattered], 0, { seed: 1 }).value).toEqual(value);
	expect(differenceInterval([scattered, few], 0, { seed: 1 }).value).toEqual(value);
});

test('taken together, intervals are those that each candidate has alone, whatever scenarios it has', () => {
	const whole = [randomDifferences(9, 1), randomDifferences(9, 2), randomDifferences(20, 3)];
	const gappy = [3, 5, 9].map((step) => randomDifferences(20, step).map((each, at) => (at % step === 0 ? null : each)));
	const candidates = [...whole, ...gappy, [1, 2, 3, null], gappy[1] ?? []];
	const alone = candidates.map((each) => differenceInterval([each], 0, { seed: 7, level: 0.025 }));
	expect(separateIntervals(candidates, { seed: 7, level: 0.025 })).toEqual(alone);
	expect(alone.map(({ value }) => value === null)).toEqual(candidates.map((_each, at) => at === 6));
});

test('eleven candidates on 64 scenarios take well under a second', () => {
	const candidates = Array.from({ length: 11 }, (_each, at) => randomDifferences(64, at));
	const began = process.cpuUsage();
	differenceInterval(candidates, 3, { seed: 1 });
	expect(process.cpuUsage(began).user / 1e6).toBeLessThan(1);
});
