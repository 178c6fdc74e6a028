import { rankingWays } from './test-support/ranking-ways';

const benches = 200;
/** Three standard errors of a share of 0.05 among so many benches. */
const chance = 3 * Math.sqrt((0.05 * 0.95) / benches);

test.each([
	{ scenarios: 64, share: 0.5, favour: 0 },
	{ scenarios: 64, share: 0.5, favour: 1 },
	{ scenarios: 200, share: 0.25, favour: 0 },
	{ scenarios: 200, share: 0.25, favour: 1 },
])(
	'people’s scores call equally good rows different seldom, and auto scores as soon as the judge favours one: %j',
	(bench) => {
		const found = rankingWays({ ...bench, rows: 4, better: 1.5 }, benches, 5);
		for (const each of found) console.info(JSON.stringify({ ...bench, ...each }));
		const [people, auto, corrected] = found;
		expect(people?.wrongly).toBeLessThan(0.05 + chance);
		expect(corrected?.wrongly).toBeLessThan(0.05 + chance);
		if (bench.favour > 0) expect(auto?.wrongly).toBeGreaterThan(0.05 + chance);
	},
	600_000,
);
