import { type ShapeName, seededChance, shapes, simulatedTable } from './test-support/simulated-bench';
import { coverage, falsePromotions, fiveLooks, noDifference, worseRows } from './test-support/simulations';

// A small part of simulations.long.test.ts; its numbers stand in docs/statistics.md.

/** Three standard errors of a share of 0.05 in so many benches. */
const error = (benches: number) => 3 * Math.sqrt((0.05 * 0.95) / benches);

test.each(Object.keys(shapes) as ShapeName[])('%s: composites are whole numbers of the rubric’s range', (name) => {
	const scorer = shapes[name];
	const scores = simulatedTable([scorer], 500, seededChance(1)).scores.flat();
	for (const score of scores) {
		expect(Number.isInteger(score)).toBe(true);
		expect(score).toBeGreaterThanOrEqual(2);
		expect(score).toBeLessThanOrEqual(17);
	}
});

test('where no row is better, seldom is one named, and a row seldom leaves tier 1', () => {
	const shares = noDifference(
		Array.from({ length: 12 }, () => shapes.usual),
		8,
		300,
	);
	expect(shares['some pair called different']).toBeLessThan(0.05 + error(300));
	expect(shares['a single winner']).toBeLessThan(0.05);
	expect(shares['a row stays in tier 1']).toBeGreaterThan(0.95);
});

test('of rows that are much worse most leave tier 1', () => {
	expect(worseRows(shapes.usual, 12, 6, 8, 100)['a worse row leaves tier 1']).toBeGreaterThan(0.8);
});

test('t-intervals away from the ends hold the true mean', () => {
	expect(coverage(shapes['mid-scale'], 8, 500)['holds the true mean, of those that there are']).toBeCloseTo(0.95, 1);
});

test('a gate seldom promotes falsely, nor one that was chosen as the best of eleven, nor at one of five looks', () => {
	const benches = 200;
	const most = 0.05 + error(benches);
	const gate = { scenarios: 8, bound: 1, benches };
	expect(falsePromotions(shapes.usual, { ...gate, candidates: 1 })['promoted falsely']).toBeLessThan(most);
	const chosen = falsePromotions(shapes.usual, { ...gate, candidates: 11 });
	expect(chosen['promoted falsely']).toBeLessThan(most);
	// What would be wrong without regard to the choice: so the simulation can find it.
	expect(chosen['without regard to the choice']).toBeGreaterThan(0.12);
	const looks = fiveLooks(shapes.usual, { scenarios: [6, 7, 8, 9, 10], better: 0, benches: 100 });
	expect(looks['level × 6 ÷ (π² × count²): at some look']).toBeLessThan(0.05 + error(100));
});
