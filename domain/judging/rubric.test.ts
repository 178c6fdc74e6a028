import {
	compositeOf,
	compositeRange,
	computedFlags,
	countWords,
	lowestScores,
	rubricFrontMatterSchema,
	rubricOf,
	scoreNames,
} from './rubric';

const frontMatter = {
	dimensions: [{ name: 'relevance' }, { name: 'clarity', min: 0, max: 10 }],
	flags: [
		{ name: 'format_ok', rule: 'asked-format' },
		{ name: 'overlong', rule: { words_over: 3 } },
		{ name: 'unsafe' },
	],
	composite: { relevance: 1, clarity: 0.5, format_ok: 2, unsafe: -10 },
};
const rubric = rubricOf('clear-v1', 'the text', rubricFrontMatterSchema.parse(frontMatter));

test('a scale is 1 to 5 unless the file says otherwise', () => {
	expect(rubric.dimensions).toEqual([
		{ name: 'relevance', min: 1, max: 5 },
		{ name: 'clarity', min: 0, max: 10 },
	]);
	expect(scoreNames(rubric)).toEqual(['relevance', 'clarity', 'format_ok', 'overlong', 'unsafe']);
});

test('the composite is the sum of weight times score, and what has no weight counts nothing', () => {
	const scores = { relevance: 4, clarity: 7, format_ok: 1, overlong: 1, unsafe: 1 };
	expect(compositeOf(rubric, scores)).toBe(4 + 0.5 * 7 + 2 - 10);
	expect(compositeOf(rubric, {})).toBe(0);
	expect(compositeOf({ composite: { constructor: 1 } }, {})).toBe(0);
});

test('tip-v1 runs from 2 to 17', () => {
	const { composite } = { composite: { relevance: 1, actionability: 1, tone: 1, format_ok: 2, overlong: -1 } };
	const all = (score: number) => ({ relevance: score, actionability: score, tone: score });
	expect(compositeOf({ composite }, { ...all(1), format_ok: 0, overlong: 1 })).toBe(2);
	expect(compositeOf({ composite }, { ...all(5), format_ok: 1, overlong: 0 })).toBe(17);
});

test('the range of a composite follows from the scales and the weights, those below 0 too', () => {
	expect(compositeRange(rubric)).toEqual({ low: 1 + 0 + 0 - 10, high: 5 + 5 + 2 });
	expect(compositeRange({ ...rubric, composite: { clarity: -2 } })).toEqual({ low: -20, high: 0 });
	expect(compositeRange({ dimensions: [{ name: 'constructor', min: 1, max: 5 }], flags: [], composite: {} })).toEqual({
		low: 0,
		high: 0,
	});
});

test('computes the flags that have a rule, and leaves the others to the judge', () => {
	expect(computedFlags(rubric, ['one two three'], true)).toEqual({ format_ok: 1, overlong: 0 });
	expect(computedFlags(rubric, ['a', 'one two three four'], false)).toEqual({
		format_ok: 0,
		overlong: 1,
	});
	expect(computedFlags(rubric, [], false)).toEqual({ format_ok: 0, overlong: 0 });
});

test('a cell with no candidate has the lowest of every scale', () => {
	expect(lowestScores(rubric)).toEqual({ relevance: 1, clarity: 0, format_ok: 0, overlong: 0, unsafe: 0 });
});

test('words are what white space separates', () => {
	expect(countWords('')).toBe(0);
	expect(countWords(' one\ttwo-three \n four – ')).toBe(4);
});

test.each([
	['no dimension', { ...frontMatter, dimensions: [] }],
	['a scale upside down', { ...frontMatter, dimensions: [{ name: 'relevance', min: 5, max: 1 }], composite: {} }],
	['half points', { ...frontMatter, dimensions: [{ name: 'relevance', max: 4.5 }], composite: {} }],
	['a name twice', { ...frontMatter, flags: [{ name: 'relevance' }], composite: {} }],
	['a weight of nothing', { ...frontMatter, composite: { relevanse: 1 } }],
	['the name of a measurement', { ...frontMatter, dimensions: [{ name: 'latency_s' }], composite: {} }],
	['the name of an overridden flag', { ...frontMatter, flags: [{ name: 'format_ok_computed' }], composite: {} }],
	['the name of the composite', { ...frontMatter, flags: [{ name: 'composite' }], composite: {} }],
	['an unknown rule', { ...frontMatter, flags: [{ name: 'long', rule: 'long' }], composite: {} }],
	['an unknown key', { ...frontMatter, weights: {} }],
	['no composite', { dimensions: frontMatter.dimensions }],
])('refuses %s', (_name, wrong) => {
	expect(rubricFrontMatterSchema.safeParse(wrong).success).toBe(false);
});
