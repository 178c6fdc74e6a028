import { type ShapeName, shapes } from './test-support/simulated-bench';
import {
	coverage,
	falsePromotions,
	fiveLooks,
	noDifference,
	powerAtSmallest,
	type Shares,
	unequal,
	worseRows,
} from './test-support/simulations';

// The numbers of docs/statistics.md. Each draws by a seed of its own, so they come out the same every time.

const hour = 3_600_000;
const benches = 2_000;
/** Three standard errors of a share of 0.05. */
const errorOf = (of: number) => 3 * Math.sqrt((0.05 * 0.95) / of);
const error = errorOf(benches);
const lines: string[] = [];

function tell(what: string, shares: Shares): Shares {
	const words = Object.entries(shares).map(([name, share]) => `${name} ${share.toFixed(3)}`);
	const line = `${what}: ${words.join('; ')}`;
	lines.push(line);
	process.stderr.write(`${line}\n`);
	return shares;
}

afterAll(() => console.log(lines.join('\n')));

const same = (name: ShapeName, rows: number) => Array.from({ length: rows }, () => shapes[name]);
const sizes = [8, 16, 64].flatMap((scenarios) => [6, 12, 30].map((rows) => [scenarios, rows] as const));

describe('no true difference, exchangeable rows', () => {
	test.each(sizes)(
		'%i scenarios, %i rows',
		(scenarios, rows) => {
			const shares = tell(
				`no difference, usual, ${scenarios} scenarios, ${rows} rows`,
				noDifference(same('usual', rows), scenarios, benches),
			);
			expect(shares['some pair called different']).toBeLessThan(0.05 + error);
			expect(shares['a single winner']).toBeLessThan(0.05 + error);
			expect(shares['a row stays in tier 1']).toBeGreaterThan(0.95);
			expect(shares['the row that stays least']).toBeGreaterThan(0.95 - error);
		},
		hour,
	);

	test.each(['near the ceiling', 'many empty', 'rare failures'] as const)(
		'%s',
		(name) => {
			for (const [scenarios, count] of [
				[8, 1_000],
				[16, 300],
			] as const) {
				const shares = tell(
					`no difference, ${name}, ${scenarios} scenarios, 12 rows`,
					noDifference(same(name, 12), scenarios, count),
				);
				expect(shares['some pair called different']).toBeLessThan(0.05 + errorOf(count));
				expect(shares['a row stays in tier 1']).toBeGreaterThan(0.95 - errorOf(count));
			}
		},
		hour,
	);
});

// Where differences are not symmetric the flips promise nothing: told as it comes out.
test.each([
	['half mid-scale, half rare failures', (at: number) => (at % 2 === 0 ? 'mid-scale' : 'rare failures')],
	['one of rare failures among mid-scale', (at: number) => (at === 0 ? 'rare failures' : 'mid-scale')],
	['one near the ceiling among rare failures', (at: number) => (at === 0 ? 'near the ceiling' : 'rare failures')],
] as const)(
	'equal means, unequal shapes: %s',
	(what, nameAt) => {
		const { scorers, by } = unequal(Array.from({ length: 12 }, (_each, at) => shapes[nameAt(at)]));
		for (const [scenarios, count] of [
			[8, 1_000],
			[16, 500],
			[64, 200],
		] as const)
			tell(`equal means, ${what}, ${scenarios} scenarios, 12 rows`, noDifference(scorers, scenarios, count, by));
	},
	hour,
);

test.each([1, 6, 11])(
	'8 scenarios, 12 rows, %i of them worse by 1.5 standard deviations',
	(worse) => {
		for (const name of ['usual', 'mid-scale'] as const) {
			const shares = tell(
				`${worse} of 12 rows worse by 1.5 SD, ${name}, 8 scenarios`,
				worseRows(shapes[name], 12, worse, 8, benches),
			);
			expect(shares['a worse row leaves tier 1']).toBeGreaterThan(0.8);
			expect(shares['a best row stays']).toBeGreaterThan(0.95 - error);
		}
	},
	hour,
);

test(
	't-intervals',
	() => {
		for (const name of Object.keys(shapes) as ShapeName[])
			for (const scenarios of [8, 16, 64])
				tell(`t-interval, ${name}, ${scenarios} scenarios`, coverage(shapes[name], scenarios, 20_000));
		for (const scenarios of [8, 16, 64]) {
			const share =
				coverage(shapes['mid-scale'], scenarios, 20_000)['holds the true mean, of those that there are'] ?? 0;
			expect(Math.abs(share - 0.95)).toBeLessThan(0.02);
		}
	},
	hour,
);

test.each([
	[1, 8],
	[1, 16],
	[11, 8],
	[11, 16],
])(
	'a gate with the best of %i on %i scenarios',
	(candidates, scenarios) => {
		const count = scenarios === 8 ? benches : 500;
		for (const name of ['usual', 'near the ceiling', 'many empty'] as const) {
			const shares = tell(
				`gate, best of ${candidates}, ${name}, ${scenarios} scenarios, at the bound`,
				falsePromotions(shapes[name], { candidates, scenarios, bound: 1, benches: count }),
			);
			expect(shares['promoted falsely']).toBeLessThan(0.05 + errorOf(count));
		}
	},
	hour,
);

test.each([0, 1.5, 3])(
	'five looks, better by %d points',
	(better) => {
		const looks = { scenarios: [8, 16, 24, 32, 40], better, benches };
		const shares = tell(`five looks at 8 to 40 scenarios, better by ${better}`, fiveLooks(shapes.usual, looks));
		if (better === 0) expect(shares['level × 6 ÷ (π² × count²): at some look']).toBeLessThan(0.05 + error);
	},
	hour,
);

test(
	'the smallest difference',
	() => {
		for (const name of ['usual', 'mid-scale', 'near the ceiling'] as const)
			for (const scenarios of [8, 16, 64])
				tell(`smallest difference, ${name}, ${scenarios} scenarios`, powerAtSmallest(shapes[name], scenarios, 1_000));
	},
	hour,
);
