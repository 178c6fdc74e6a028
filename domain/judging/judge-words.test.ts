import { check, entry, fileOf, full, open } from '../../testbed/judge-file';

describe('words', () => {
	test.each<[string, object, object]>([
		['rationale', { rationale: 'fits' }, { rationale: 'fits' }],
		['all three', { rationale: 'a', comment: 'b', note: 'c' }, { rationale: 'a', comment: 'b', note: 'c' }],
		['with numbers in them', { note: '4 because 3 of 5 tips fit' }, { note: '4 because 3 of 5 tips fit' }],
		['in capitals and more than one', { Comments: 'b' }, { comment: 'b' }],
		['by dimension', { rationale: { relevance: 'fits', tone: 'dry' } }, { rationale: 'relevance: fits\ntone: dry' }],
		['as a list', { comment: ['one', 'two'] }, { comment: 'one\ntwo' }],
		['that say nothing', { note: ' ', comment: null, rationale: [] }, {}],
		['under another name', { reasoning: 'since' }, { note: 'reasoning: since' }],
		['under another name, beside a note', { note: 'well', reasoning: 'since' }, { note: 'well\nreasoning: since' }],
		['among the scores', { scores: { ...full, rationale: 'fits' } }, { rationale: 'fits' }],
	])('%s go with the judgment', (_what, more, notes) => {
		const { faults, judgments } = check(fileOf({ ...entry('r1', full), ...more }));
		expect(faults).toEqual([]);
		expect(judgments).toMatchObject([{ scores: full }]);
		expect(judgments[0]?.notes).toEqual(notes);
	});

	test('in an entry that is not scored they are welcome, but scores in them are not', () => {
		expect(check(fileOf({ ...entry('r1', open), note: 'I cannot judge this' }))).toMatchObject({
			unscored: 1,
			faults: [],
			mended: [expect.stringMatching(/^notes to entries that are not scored stay in the file/)],
		});
		expect(check(fileOf({ ...entry('r1', open), note: 'Relevance: 4, tone = 5' })).faults).toEqual([
			expect.stringMatching(/note: speaks of relevance 4, but the entry is not scored/),
		]);
	});

	test('of the whole file they are left out, and said', () => {
		const { faults, mended } = check({ ...fileOf(entry('r1', full)), remark: 'a hard one' });
		expect(faults).toEqual([]);
		expect(mended).toEqual([expect.stringMatching(/remark left out.*a hard one/)]);
	});

	test.each(['judge', 'judged_by', 'By', 'scorer'])(
		'a name under %s is a fault, lest somebody else is named',
		(name) => {
			expect(check({ ...fileOf(entry('r1', full)), [name]: 'Anna' }).faults).toEqual([
				expect.stringMatching(/did you mean by\?/),
			]);
		},
	);
});

describe('comments and talk', () => {
	const text = JSON.stringify(fileOf(entry('r1', full), entry('r2', open)), null, 1);
	test.each([
		['beside a score that says the same', text.replace('"relevance": 4,', '"relevance": 4, // relevance: 4, fits')],
		['before the file', `Here is the file with 2 entries:\n${text}`],
		['behind it', `${text}\nI was unsure about r2.`],
	])('%s are left out, and said', (_where, written) => {
		const { faults, judgments, mended } = check(written);
		expect({ faults, count: judgments.length, mended: mended.length }).toEqual({ faults: [], count: 1, mended: 1 });
	});

	test.each([
		['another score', text.replace('"relevance": 4,', '"relevance": 4, // relevance: 3 at first')],
		['a score of an entry that has none', text.replace('"relevance": null,', '"relevance": null, // relevance: 3')],
		['a bare number in an entry that has none', text.replace('"relevance": null,', '"relevance": null, // 3')],
		['a score between the entries', text.replace('"runs": [', '"runs": [ /* {"run_id": "r3", "tone": 4} */')],
		['a score behind the file', `${text}\nr2: relevance 4, tone 5`],
		['a score before the file', `For r2 the tone is: tone 5.\n${text}`],
	])('with %s are a fault', (_what, written) => {
		expect(check(written).faults).toEqual([expect.stringMatching(/^line \d+, column \d+: .* speaks of scores/)]);
	});
});
