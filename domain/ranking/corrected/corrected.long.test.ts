import { correctedCoverage, usualRow, waysCompared } from './test-support/corrected-coverage';

const rows = 1_000;
/** Three standard errors of a share of 0.95 among so many rows. */
const chance = 3 * Math.sqrt((0.95 * 0.05) / rows);

test.each([
	{},
	{ at: 'ceiling' as const },
	{ empty: 0.3 },
	{ noise: 4 },
	{ noise: 0.5 },
	{ scenarios: 64, repeats: 2 },
	{ scenarios: 32, repeats: 4 },
	{ scenarios: 400, share: 0.1 },
	{ answered: 0.9 },
	{ apart: 0.3 },
	{ scenarios: 64, share: 0.6 },
])(
	'corrected rows hold the truth within 2 points of 95 %%: %j',
	(more) => {
		const found = correctedCoverage({ ...usualRow, ...more }, rows, 21);
		console.info(JSON.stringify({ ...more, corrected: found }));
		expect(found.covered).toBeGreaterThan(0.93 - chance);
		expect(found.covered).toBeLessThan(0.97 + chance);
	},
	600_000,
);

test.each([{}, { answered: 0.7 }, { at: 'ceiling' as const }, { scenarios: 32, repeats: 4 }, { noise: 4 }])(
	'weights normed by their sum, and the share tuned, are no worse than the other ways: %j',
	(more) => {
		const found = waysCompared({ ...usualRow, ...more }, rows, 22);
		for (const each of found) console.info(JSON.stringify({ ...more, ...each }));
		const of = (way: string) => found.find((each) => each.way === way);
		expect(of('Hájek, tuned')?.covered).toBeGreaterThan(0.93 - chance);
		// Where only a part has answered, the other way is narrow and beside the truth.
		const other = of('Horvitz–Thompson, tuned');
		const otherMisses = (other?.covered ?? 0) < 0.93;
		if (!otherMisses) expect(of('Hájek, tuned')?.width).toBeLessThan((other?.width ?? 0) * 1.01);
	},
	600_000,
);
