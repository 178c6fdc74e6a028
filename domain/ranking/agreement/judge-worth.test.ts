import { judgeWorth, type WorthOf } from './judge-worth';
import { judgeWorthSchema } from './judge-worth-schema';
import type { JudgedPair } from './judged-pair';

const rubric = {
	dimensions: ['relevance', 'actionability', 'tone'].map((name) => ({ name, min: 1, max: 5 })),
	flags: [{ name: 'format_ok' }, { name: 'overlong' }],
	composite: { relevance: 1, actionability: 1, tone: 1, format_ok: 2, overlong: -1 },
};

const given = (relevance: number, actionability: number, tone: number) => ({
	scores: { relevance, actionability, tone, format_ok: 1, overlong: 0 },
	composite: relevance + actionability + tone + 2,
});

/** Levels that vary by scenario and row; the judge is one point milder in tone on every fifth. */
const pairs: JudgedPair[] = Array.from({ length: 96 }, (_, at) => {
	const [scenario, row] = [at % 8, Math.floor(at / 8)];
	const [relevance, actionability, tone] = [
		1 + ((scenario + row) % 5),
		1 + ((3 * row) % 5),
		1 + ((scenario * row) % 4),
	];
	return {
		...{ scenario: `s${scenario}`, row: `r${row}`, length: 100 + ((37 * at) % 211), chance: 1 },
		judged: given(relevance, actionability, tone + (at % 5 === 0 ? 1 : 0)),
		against: given(relevance, actionability, tone),
	};
});

const facts: WorthOf = {
	...{ rubric, between: 'auto-and-people', judged: 'haiku', against: 'Anna, Bob', pairs, seed: 5, resamples: 300 },
};

test('one object, as the schema has it, by dimension and composite', () => {
	const worth = judgeWorth(facts);
	expect(judgeWorthSchema.parse(worth)).toEqual(worth);
	expect(worth).toMatchObject({
		pairs: 96,
		scenarios: 8,
		rows: 12,
		seed: 5,
		resamples: 300,
		samples: {},
		alt_test: null,
	});
	expect(worth.dimensions.relevance).toMatchObject({
		kappa: { value: 1 },
		exact: { value: 1 },
		bias: { value: 0, low: null },
	});
	expect(worth.dimensions.tone?.bias.value).toBeCloseTo(20 / 96, 12);
	expect(worth.dimensions.tone?.exact.value).toBeCloseTo(76 / 96, 12);
	expect(worth.dimensions.tone?.within_one.value).toBe(1);
	expect(worth.composite.kappa.low).toBeGreaterThan(0.9);
	expect(worth.may_set_gate).toMatchObject({ allowed: true, by: 'kappa', min_kappa: 0.6 });
});

test('the order of the pairs changes nothing, to the last digit', () => {
	const scattered = pairs.map((pair) => ({ ...pair, chance: 0.3 }));
	const turned = [...scattered].reverse();
	expect(judgeWorth({ ...facts, pairs: turned })).toEqual(judgeWorth({ ...facts, pairs: scattered }));
});

test('a constant added to one judge moves its bias and nothing that is about differences', () => {
	const milder = pairs.map((pair) => ({ ...pair, judged: { ...pair.judged, composite: pair.judged.composite - 1 } }));
	const [before, after] = [judgeWorth(facts).composite, judgeWorth({ ...facts, pairs: milder }).composite];
	expect(after.bias.value).toBeCloseTo((before.bias.value ?? 0) - 1, 12);
	expect(after.length_bias.low).toBeCloseTo(before.length_bias.low ?? 0, 12);
});

test('a run that was drawn with chance 1/3 counts as three', () => {
	const tone = (of: readonly JudgedPair[]) => judgeWorth({ ...facts, pairs: of }).dimensions.tone;
	const rare = pairs.map((pair, at) => ({ ...pair, chance: at % 5 === 0 ? 1 / 3 : 1 }));
	const copied = pairs.flatMap((pair, at) => (at % 5 === 0 ? [pair, pair, pair] : [pair]));
	expect(tone(rare)?.kappa.value).toBeCloseTo(tone(copied)?.kappa.value ?? 0, 12);
	expect(tone(rare)?.bias.low).toBeCloseTo(tone(copied)?.bias.low ?? 0, 9);
	expect(tone(rare)?.exact.value).toBeCloseTo(76 / 136, 12);
});

test.each(['two-people', 'one-judge-twice'] as const)('%s sets no gate', (between) => {
	expect(judgeWorth({ ...facts, between }).may_set_gate).toBeNull();
});

test('constant scores: no kappa, and within one and bias speak instead', () => {
	const equal = pairs.map((pair) => ({ ...pair, judged: given(5, 5, 5), against: given(5, 5, 4) }));
	const worth = judgeWorth({ ...facts, pairs: equal });
	expect(worth.dimensions.tone).toMatchObject({ kappa: { value: null }, within_one: { value: 1 }, bias: { value: 1 } });
	expect(worth.dimensions.relevance?.alpha).toMatchObject({
		value: null,
		reason: 'undefined: every score is the same',
	});
	expect(worth.may_set_gate).toMatchObject({ allowed: false });
});

test('no pair: nothing is known, and every reason says so', () => {
	const worth = judgeWorth({ ...facts, pairs: [] });
	expect(judgeWorthSchema.parse(worth)).toEqual(worth);
	expect(worth.composite).toMatchObject({ pairs: 0, kappa: { value: null, reason: 'no run that both have scored' } });
	expect(worth.may_set_gate?.reason).toContain('no run that both have scored');
});

test('samples and people are taken along', () => {
	const people = pairs.map(({ scenario, judged, against }) => ({
		...{ scenario, judge: judged.composite, people: { Anna: against.composite, Bob: against.composite } },
	}));
	const samples = { tone: pairs.map(({ scenario }, at) => ({ scenario, spread: at % 2 })) };
	const worth = judgeWorth({ ...facts, people, samples });
	expect(worth.samples.tone).toMatchObject({ runs: 96, exact: { value: 0.5 }, within_one: { value: 1 } });
	expect(worth.alt_test?.people).toHaveLength(2);
});

test.each([0, -1, 1.5, Number.NaN])('a run that was scored had no chance of %d', (chance) => {
	expect(() => judgeWorth({ ...facts, pairs: pairs.map((pair) => ({ ...pair, chance })) })).toThrow(RangeError);
});

test('what is no finite number counts as missing', () => {
	const odd = pairs.map((pair, at) =>
		at === 0 ? { ...pair, judged: { ...pair.judged, composite: Number.NaN } } : pair,
	);
	expect(judgeWorth({ ...facts, pairs: odd }).composite).toMatchObject({ pairs: 95, kappa: { reason: null } });
});

test('a score that is not on the scale is a fault', () => {
	const off = pairs.map((pair) => ({ ...pair, judged: { ...pair.judged, composite: 18 } }));
	expect(() => judgeWorth({ ...facts, pairs: off })).toThrow('not on the scale from 2 to 17');
});
