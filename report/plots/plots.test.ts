import { markupFaults } from '../test-support/well-formed';
import { compositePlot } from './composite';
import { curvesPlot } from './curves';
import { differencesPlot } from './differences';
import { frontPlot } from './front';
import { heatMapPlot } from './heat-map';
import { judgesPlot } from './judges';
import { placeLabels } from './place-labels';
import { fitted, letterOf, type PlotRow, plotWidths } from './plot-kit';

const rowOf = (at: number, mayBeBest = true): PlotRow => ({
	letter: letterOf(at),
	model: `m${at}`,
	prompt: '<v1>',
	mayBeBest,
});
const widths = Object.values(plotWidths);

/** Numbers of an attribute, in the order of the drawing. */
const numbers = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].map(([, value]) => Number(value));

test.each(widths)('composites at %i: higher is farther right, full is who may be the best', (width) => {
	const rows = [12, 9, null].map((composite, at) => ({
		...{
			row: rowOf(at, at === 0),
			composite,
			interval: composite === null ? null : { low: composite - 1, high: composite + 1 },
		},
		scenarios: 8,
	}));
	const { text } = compositePlot(rows, width);
	const [first = 0, second = 0, ...none] = numbers(text, /<circle cx="([\d.]+)"/g);
	expect(first).toBeGreaterThan(second);
	expect(none).toEqual([]);
	expect(text.match(/<g class="(full|hollow)">/g)).toEqual(['<g class="full">', '<g class="hollow">']);
	expect(text).toContain('not judged');
	expect(text).toContain(
		'aria-label="Mean composite of 3 rows; the highest is A m0 × &lt;v1&gt;: 12.00 (95 % 11.00 to 13.00; scenarios: 8)."',
	);
	expect(markupFaults(text)).toEqual([]);
	for (const x of numbers(text, /[^r]x[12]?="([-\d.]+)"/g)) expect(x >= 0 && x <= width).toBe(true);
});

test('differences: a dot a scenario, or the middle half where there are many', () => {
	const of = (count: number) => ({
		...{ row: rowOf(1), mean: -1, interval: null, isDifferent: true },
		scenarios: Array.from({ length: count }, (_each, at) => ({ scenario: `s${at}`, difference: (at % 5) - 3 })),
	});
	const few = differencesPlot(rowOf(0), [of(8)], 800).text;
	expect(few.match(/class="dot"/g)).toHaveLength(8);
	const many = differencesPlot(rowOf(0), [of(500)], 800).text;
	expect(many).not.toContain('class="dot"');
	expect(many.match(/class="band"/g)).toHaveLength(1);
	expect(differencesPlot(rowOf(0), [], 336).text).toContain('<svg');
});

test('the front goes through its rows, in the order of their latency', () => {
	const rows = [
		{ row: rowOf(0), composite: 14, latency: 9, onFront: true },
		{ row: rowOf(1), composite: 8, latency: 0.3, onFront: true },
		{ row: rowOf(2), composite: 7, latency: 5, onFront: false },
		{ row: rowOf(3), composite: null, latency: 5, onFront: false },
		{ row: rowOf(4), composite: 5, latency: 0, onFront: false },
	];
	const { text } = frontPlot(rows, 336);
	expect(text.match(/<circle/g)).toHaveLength(3);
	expect(text).toContain('On the front, which no other row beats in both: B m1 × &lt;v1&gt;; A m0 × &lt;v1&gt;.');
	expect(text).toContain('logarithmic');
	expect(text).toMatch(/<path d="M[\d.]+ [\d.]+H[\d.]+V[\d.]+H[\d.]+" class="front"/);
	expect(frontPlot([], 336).text).toContain('no row has both');
	expect(frontPlot(rows.slice(0, 1), 336).text).not.toContain('NaN');
});

test('the heat map has a cell for each, and says which are missing', () => {
	const { text } = heatMapPlot(
		{
			rows: [rowOf(0), rowOf(1)],
			scenarios: ['s', 't'],
			scores: [
				[2, null],
				[17, 9.5],
			],
		},
		760,
	);
	expect(text.match(/class="h[08]"/g)?.length).toBeGreaterThanOrEqual(2);
	expect(text).toContain('<title>A t: none</title>');
	expect(text).toContain('from 2.00 to 17.00; 1 are missing.');
	const equal = heatMapPlot({ rows: [rowOf(0)], scenarios: ['s'], scores: [[5]] }, 760).text;
	expect(equal).not.toContain('NaN');
	expect(heatMapPlot({ rows: [rowOf(0)], scenarios: ['s'], scores: [[null]] }, 760).text).not.toMatch(/NaN|Infinity/);
});

test('judge against judge: as many cells as they share, equal ones counted', () => {
	const points = [
		{ first: 5, second: 5, cells: 3 },
		{ first: 5, second: 9, cells: 1 },
	];
	const { text } = judgesPlot({ first: 'ann', second: '<haiku>', cells: 4, points }, 336);
	expect(text).toContain('aria-label="Composites by ann and by &lt;haiku&gt; of 4 cells; 3 of them are the same."');
	expect(text.match(/class="spot"/g)).toHaveLength(2);
});

test('labels never lie on each other, and one without room is left out', () => {
	const points = Array.from({ length: 60 }, (_each, at) => ({
		x: 60 + (at % 8) * 9,
		y: 60 + Math.floor(at / 8) * 9,
		text: letterOf(at),
	}));
	const placed = placeLabels(points, { width: 200, height: 200 });
	expect(placed.length).toBeGreaterThan(5);
	expect(placed.length).toBeLessThan(60);
	for (const [at, one] of placed.entries())
		for (const other of placed.slice(at + 1))
			expect(Math.abs(one.y - other.y) >= 12 || Math.abs(one.x - other.x) >= 8).toBe(true);
	expect(placeLabels(points.slice(0, 1), { width: 200, height: 200 })).toHaveLength(1);
});

test('letters go on after Z', () => {
	expect([0, 25, 26, 27, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
});

test('of a name that is too long both ends stay', () => {
	expect(fitted('short', 200)).toBe('short');
	expect(fitted('hf.co/someone/model-09 × v3', 110)).toMatch(/^hf\.co.*….*× v3$/);
	expect(fitted('日本語日本語日本語日本語', 60).length).toBeLessThan(6);
});

test.each(widths)('curves at %i: each with its interval, its own stroke, and a name that covers no other', (width) => {
	const curve = (name: string, look: number, end: number) => ({
		...{ name, look },
		points: [10, 20].map((step, at) => ({
			...{ step, mean: at * end, interval: at === 0 ? null : { low: end - 0.1, high: end + 0.1 } },
		})),
	});
	const { text } = curvesPlot([curve('<v1>', 0, 0.5), curve('v2', 1, 0.5), curve('none', 2, 0.51)], width);
	expect(text.match(/class="area s[012]"/g)).toHaveLength(3);
	expect(text).toContain('v2: 0.000 at the beginning, 0.500 at the end (95 % 0.400 to 0.600)');
	const tops = numbers(text, /y="([\d.]+)" class="name"/g);
	expect(tops).toHaveLength(3);
	for (const [at, top] of tops.entries()) expect(top - (tops[at - 1] ?? 0)).toBeGreaterThanOrEqual(15);
	expect(markupFaults(text)).toEqual([]);
	expect(text).not.toMatch(/NaN|Infinity|<v1>/);
	expect(markupFaults(curvesPlot([], width).text)).toEqual([]);
	expect(
		curvesPlot([{ name: 'one', look: 0, points: [{ step: 1, mean: 0, interval: null }] }], width).text,
	).not.toMatch(/NaN/);
});
