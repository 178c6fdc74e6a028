import { lackFaults, lackOf, type RejudgeAsked, rejudgedTags, rejudgeTag, takenBy } from './rejudge';

const asked: RejudgeAsked = {
	from: { name: 'tips-1', id: '7' },
	as: 'tips-1-clarity',
	rubric: { name: 'clarity-v1', hash: 'c' },
	kinds: null,
};

test('a name that nothing has is free, and so is the experiment that the same question has made', () => {
	expect(takenBy(asked, null)).toBeNull();
	expect(takenBy(asked, rejudgedTags(asked))).toBeNull();
	// Who began with a kind need not name it again.
	expect(takenBy(asked, rejudgedTags({ ...asked, kinds: 'human' }))).toBeNull();
});

test.each([
	['the same name', { ...asked, as: 'tips-1' }, null, /is the experiment itself/],
	['what something else made', asked, { rubric: 'clarity-v1' }, /was not made by `rejudge`/],
	[
		'of another experiment',
		asked,
		{ ...rejudgedTags(asked), [rejudgeTag.fromId]: '8' },
		/holds the outputs of tips-1, not/,
	],
	['of another rubric', asked, { ...rejudgedTags(asked), rubric: 'tip-v1' }, /is scored by tip-v1, not by clarity-v1/],
	['of a rubric that has changed', asked, { ...rejudgedTags(asked), rubric_hash: 'x' }, /has changed since/],
	[
		'for other judges',
		{ ...asked, kinds: 'human' },
		rejudgedTags(asked),
		/whoever its outputs waited for, not for human/,
	],
] as const)('refused: %s', (_what, of, tags, why) => {
	expect(takenBy(of, tags)).toMatch(why);
});

const flags = [{ name: 'format_ok', rule: 'asked-format' as const }, { name: 'unsafe' }];
const output = { candidates: ['a'], askedFormat: null, invalid: null };

test('an output that lacks what a rubric needs is named; an invalid one needs nothing', () => {
	expect(lackOf({ flags }, output)).toBe('asked-format');
	expect(lackOf({ flags }, { ...output, askedFormat: false })).toBeNull();
	expect(lackOf({ flags: [{ name: 'unsafe' }] }, output)).toBeNull();
	expect(lackOf({ flags: [] }, { ...output, candidates: null })).toBe('candidates');
	expect(lackOf({ flags }, { candidates: null, askedFormat: null, invalid: 'context-cut' })).toBeNull();
	const faults = lackFaults({ name: 'r', flags }, new Map([['asked-format', ['1', '2', '3', '4']]]));
	expect(faults).toEqual([
		expect.stringMatching(/^--rubric: r computes format_ok from .* not known of 4 outputs \(run 1, 2, 3, …\)/),
	]);
});
