import { rubricFrontMatterSchema } from './rubric';
import { type CandidateLevels, middleOf, rubricRuleSchema, ruleFaults, setScores } from './rubric-rule';

const rubric = rubricFrontMatterSchema.parse({
	dimensions: [{ name: 'relevance' }, { name: 'tone', min: 0, max: 10 }],
	flags: [{ name: 'overlong', rule: { words_over: 3 } }, { name: 'unsafe' }],
	composite: { relevance: 1, tone: 1 },
});

const candidate = (relevance: number, tone: number, more: Partial<CandidateLevels> = {}): CandidateLevels => ({
	levels: { relevance, tone },
	flags: { unsafe: 0 },
	repeats: null,
	...more,
});

test('a rule says itself which middle counts, what comes off and where, and what a repetition is', () => {
	const set = [candidate(2, 8), candidate(5, 4), candidate(3, 9, { repeats: 2 }), candidate(4, 7, { repeats: 3 })];
	// Relevance 2, 5, 1, 1, since both repeat; tone 8, 4, 4, 4, as the first one has it.
	const rule = rubricRuleSchema.parse({ middle: 'upper', repeats_lowest_in: ['relevance'] });
	expect(setScores(rubric, rule, set)).toEqual({ relevance: 2, tone: 4, unsafe: 0 });
	expect(setScores(rubric, { ...rule, middle: 'lower' }, set)).toEqual({ relevance: 1, tone: 4, unsafe: 0 });
	// Without that line a repetition is as good as the first everywhere.
	const plain = rubricRuleSchema.parse({ middle: 'lower' });
	expect(setScores(rubric, plain, set)).toEqual({ relevance: 5, tone: 4, unsafe: 0 });
	const off = rubricRuleSchema.parse({ middle: 'lower', one_off: { for: 4, from: 4 } });
	expect(setScores(rubric, off, set)).toMatchObject({ tone: 3 });
});

test('a flag without a rule is 1 where any candidate has it, or where all have it; one with a rule is left alone', () => {
	const set = [candidate(3, 3), candidate(3, 3, { flags: { unsafe: 1 } })];
	const rule = rubricRuleSchema.parse({ middle: 'lower' });
	expect(setScores(rubric, rule, set)).toEqual({ relevance: 3, tone: 3, unsafe: 1 });
	expect(setScores(rubric, { ...rule, flags: 'all' }, set)).toEqual({ relevance: 3, tone: 3, unsafe: 0 });
});

test('nothing comes off below the lowest level', () => {
	const rule = rubricRuleSchema.parse({ middle: 'lower', one_off: { for: 0, from: 0 } });
	expect(setScores(rubric, rule, [candidate(3, 0)])).toMatchObject({ tone: 0 });
});

test('a rule may speak only of what the rubric has, and of what a rule can say', () => {
	const rule = rubricRuleSchema.parse({ middle: 'lower', repeats_lowest_in: ['relevanse'] });
	expect(ruleFaults(rule, rubric)).toEqual([
		{ at: ['repeats_lowest_in'], fault: 'relevanse is no dimension of the rubric; did you mean relevance?' },
	]);
	for (const odd of [
		{},
		{ middle: 'mean' },
		{ middle: 'lower', median: 1 },
		{ middle: 'lower', one_off: { for: 1 } },
	]) {
		expect(rubricRuleSchema.safeParse(odd).success).toBe(false);
	}
});

test('the middle of nothing is an error, and not a number', () => {
	expect(() => middleOf([])).toThrow(RangeError);
	expect(() => setScores(rubric, rubricRuleSchema.parse({ middle: 'lower' }), [])).toThrow(RangeError);
});
