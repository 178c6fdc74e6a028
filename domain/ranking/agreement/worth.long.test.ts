import { biasCoverage, kappaCoverage, rateCoverage, usualShape } from './test-support/coverage';

const benches = 1_000;
/** Three standard errors of a share of 0.95 among so many benches. */
const chance = 3 * Math.sqrt((0.95 * 0.05) / benches);

test.each([
	{ scenarios: 8 },
	{ scenarios: 16 },
	{ scenarios: 64 },
	{ scenarios: 16, at: 'ceiling' as const, clipped: true },
	{ scenarios: 16, rows: 4 },
])(
	'a judge that is one point milder is found within its interval: %j',
	(more) => {
		const covered = biasCoverage({ ...usualShape, ...more }, benches, 11);
		console.info(JSON.stringify({ ...more, bias: { covered } }));
		expect(covered).toBeGreaterThan(0.93 - chance);
		expect(covered).toBeLessThan(0.97 + chance);
	},
	600_000,
);

test.each([
	...[5, 8, 16, 64].map((scenarios) => ({ scenarios, noise: 2, bias: 0, apart: 0 })),
	{ scenarios: 16, noise: 2, bias: 0, apart: 0, at: 'ceiling' as const, clipped: true },
])(
	'kappa: how often its interval holds the truth: %j',
	(more) => {
		const found = kappaCoverage({ ...usualShape, ...more }, benches, 12);
		console.info(JSON.stringify({ ...more, kappa: found }));
		expect(found.covered).toBeGreaterThan(0.9);
	},
	600_000,
);

test.each([8, 16, 64])(
	'a judge whose kappa is 0.6 is trusted rarely, one with 0.82 mostly: %d scenarios',
	(scenarios) => {
		const [just, good] = [2.7, 1.5].map((noise) =>
			kappaCoverage({ ...usualShape, scenarios, noise, bias: 0, apart: 0 }, benches, 13),
		);
		console.info(JSON.stringify({ scenarios, just, good }));
		expect(just?.trusted).toBeLessThan(0.05);
	},
	600_000,
);

test.each([
	...[8, 16, 64].flatMap((scenarios) => [0, 1].map((within) => ({ scenarios, within }))),
	{ scenarios: 16, within: 1, noise: 0.6, bias: 0, apart: 0 },
])(
	'agreement: how often its interval holds the truth: %j',
	({ within, ...more }) => {
		const found = rateCoverage({ ...usualShape, ...more }, within, benches, 14);
		console.info(JSON.stringify({ ...more, within, rate: found }));
		expect(found.covered).toBeGreaterThan(0.92);
	},
	600_000,
);
