import { signFlips } from './sign-flips';
import { standingsOf } from './standings';
import { chanceOf, tableOf } from './test-support/tables';

const standings = (scenarios: readonly (readonly (number | null)[])[]) =>
	standingsOf(signFlips(tableOf(scenarios), { seed: 1 }));

test('who is far behind leaves tier 1; the others share their range of ranks', () => {
	const scenarios = Array.from({ length: 8 }, (_each, at) => [12 + (at % 3), 13 - (at % 2), 3 + (at % 2)]);
	const all = standings(scenarios);
	expect(all.map(({ isTierOne }) => isTierOne)).toEqual([true, true, false]);
	expect(all.map(({ ranks }) => ranks)).toEqual([
		{ best: 1, worst: 2 },
		{ best: 1, worst: 2 },
		{ best: 3, worst: 3 },
	]);
});

test('too few scenarios leave everybody in tier 1, at any rank, and say why', () => {
	const all = standings(Array.from({ length: 4 }, () => [17, 2]));
	for (const each of all) {
		expect(each).toMatchObject({ isTierOne: true, ranks: { best: 1, worst: 2 } });
		expect(each.beaten.reason).toContain('cannot separate');
	}
});

test('five scenarios are enough for tier 1, not for a pair', () => {
	const all = standings(Array.from({ length: 5 }, () => [17, 2]));
	expect(all.map(({ isTierOne }) => isTierOne)).toEqual([true, false]);
	expect(all.map(({ ranks }) => ranks.worst)).toEqual([2, 2]);
});

test('a row without a score may be the best', () => {
	const all = standings(Array.from({ length: 8 }, () => [17, 2, null]));
	expect(all.map(({ isTierOne }) => isTierOne)).toEqual([true, false, true]);
	expect(all[2]?.ranks).toEqual({ best: 1, worst: 3 });
});

test('whatever the scores: somebody is in tier 1, ranges hold a rank, and the best mean is in one', () => {
	for (let seed = 0; seed < 40; seed += 1) {
		const chance = chanceOf(seed);
		const scenarios = Array.from({ length: 5 + (seed % 6) }, () =>
			Array.from({ length: 5 }, (_each, row) => Math.min(17, 2 + row * (seed % 4) + Math.floor(chance() * 5))),
		);
		const all = standings(scenarios);
		const means = [0, 1, 2, 3, 4].map((row) => scenarios.reduce((sum, scores) => sum + (scores[row] ?? 0), 0));
		expect(all[means.indexOf(Math.max(...means))]?.isTierOne).toBe(true);
		for (const { ranks } of all) expect(ranks.best).toBeLessThanOrEqual(ranks.worst);
	}
});

test('a single row is the best, and none is none', () => {
	expect(standings(Array.from({ length: 6 }, () => [4]))[0]).toMatchObject({ ranks: { best: 1, worst: 1 } });
	expect(standings([])).toEqual([]);
});
