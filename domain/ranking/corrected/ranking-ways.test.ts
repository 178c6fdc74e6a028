import { rankingWays } from './test-support/ranking-ways';

// A small part of `ranking-ways.long.test.ts`: wide limits, since it is 12 benches.

test('a judge that favours some rows makes auto scores call equally good rows different, and people’s do not', () => {
	const [people, auto] = rankingWays({ scenarios: 200, share: 0.25, favour: 1, rows: 4, better: 1.5 }, 12, 1);
	expect(people?.wrongly).toBeLessThan(0.3);
	expect(auto?.wrongly).toBeGreaterThan(0.4);
});
