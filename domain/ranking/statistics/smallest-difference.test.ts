import { type CellScore, scoreTableOf } from './score-table';
import { smallestDifference } from './smallest-difference';
import { chanceOf } from './test-support/tables';

/** Two rows whose differences and repeats spread as they are told. */
function bench(scenarios: number, repeats: number, between: number, within: number): CellScore[] {
	const chance = chanceOf(11);
	const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
	return ['a', 'b'].flatMap((row) =>
		Array.from({ length: scenarios }, (_each, scenario) => {
			const here = 9 + normal() * between;
			return Array.from({ length: repeats }, () => ({
				row,
				scenario: `s${scenario}`,
				score: here + normal() * within,
			}));
		}).flat(),
	);
}

test('two rows, by hand', () => {
	const table = scoreTableOf(
		[4, 6, 9, 5, 5, 8].flatMap((score, at) => [
			{ row: 'a', scenario: `s${at}`, score },
			{ row: 'b', scenario: `s${at}`, score: score + (at % 3) },
		]),
	);
	const { value } = smallestDifference(table);
	// Differences 0, 1, 2, twice: variance 0.8; t(0.975; 5) = 2.57058184, t(0.8; 5) = 0.91954378.
	expect(value?.deviation).toBeCloseTo(Math.sqrt(0.8), 12);
	expect(value?.difference).toBeCloseTo((2.57058184 + 0.91954378) * Math.sqrt(0.8 / 6), 7);
	expect(value?.withMoreRepeats.reason).toContain('it takes 2');
});

test('the spread is split between scenarios and repeats', () => {
	const { value } = smallestDifference(scoreTableOf(bench(2_000, 3, 2, 3)));
	// 2 rows × (4 + 9 ÷ 3); without the repeats' part 2 × 4.
	expect(value?.deviation).toBeCloseTo(Math.sqrt(14), 0);
	const { difference = 0, withMoreRepeats } = value ?? {};
	const endless = withMoreRepeats?.value?.endless ?? 0;
	const twice = withMoreRepeats?.value?.twice ?? 0;
	expect(endless / difference).toBeCloseTo(Math.sqrt(8 / 14), 1);
	expect(twice / difference).toBeCloseTo(Math.sqrt(11 / 14), 1);
});

test('more of either shows more, and a constant changes nothing', () => {
	const cells = bench(20, 2, 1, 1);
	const { value } = smallestDifference(scoreTableOf(cells));
	expect(value?.withTwiceTheScenarios).toBeLessThan(value?.difference ?? 0);
	expect(value?.withMoreRepeats.value?.twice).toBeLessThan(value?.difference ?? 0);
	const raised = smallestDifference(scoreTableOf(cells.map((cell) => ({ ...cell, score: cell.score + 5 })))).value;
	expect(raised?.difference).toBeCloseTo(value?.difference ?? 0, 9);
});

test('scenarios that cannot tell two rows apart, whatever the scores, promise no difference', () => {
	const { value, reason } = smallestDifference(scoreTableOf(bench(5, 2, 1, 1)));
	expect([value, reason]).toEqual([null, expect.stringContaining('it takes 6')]);
	expect(smallestDifference(scoreTableOf(bench(6, 2, 1, 1))).value?.scenarios).toBe(6);
});

test('what has no spread, or no common scenario, says so', () => {
	const same = ['a', 'b'].flatMap((row) => [1, 2, 3].map((score) => ({ row, scenario: `s${score}`, score })));
	expect(smallestDifference(scoreTableOf(same)).reason).toContain('spread is unknown');
	expect(smallestDifference(scoreTableOf(same.slice(0, 3))).reason).toContain('in common');
	expect(smallestDifference(scoreTableOf([])).value).toBeNull();
});
