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

	test.each([
		['relevance is 4, tone is 3', 'relevance 4'],
		['I would give the relevance a solid 4', 'relevance 4'],
		['Relevance gets a four, the rest I am unsure of', 'relevance 4'],
		['**Tone** → 5', 'tone 5'],
		['tone was rated as 2/5', 'tone 2'],
		['tone deserves a 2.', 'tone 2'],
		['4/5 for relevance, 3 for tone', 'relevance 4'],
		['a three on tone', 'tone 3'],
		['2 stars for the tone', 'tone 2'],
		['3 (tone)', 'tone 3'],
		['Relevance score of 4 and so on', 'relevance 4'],
		['format ok should be 0', 'format_ok 0'],
		['relevance ４', 'relevance 4'],
		['relevance:\ttwo', 'relevance 2'],
	])('an entry that is scored in words only is a fault: %s', (note, said) => {
		for (const name of ['note', 'Comments', 'my verdict']) {
			const { faults, judgments } = check(fileOf({ ...entry('r1', open), [name]: note }));
			expect([name, judgments.length, faults]).toEqual([
				name,
				0,
				[expect.stringMatching(new RegExp(`speaks of ${said}, but the entry is not scored`))],
			]);
		}
		expect(check(fileOf({ ...entry('r1', full), note })).faults).toEqual([]);
	});

	test.each(['4 4 5, fine by me', 'I like tip 2', 'rel ★★★★', 'all four'])(
		'a number to an entry that is not scored is said, since it may be a score: %s',
		(note) => {
			const { faults, mended } = check(fileOf({ ...entry('r1', open), note }));
			expect(faults).toEqual([]);
			expect(mended).toEqual([expect.stringContaining(note)]);
		},
	);

	test.each([
		'relevance goes from 1 to 5, I cannot tell',
		'its tone is one of the better ones',
		'tone is 1-5, is it?',
		'the relevance of two tips is unclear',
	])('no score is said by: %s', (note) => {
		expect(check(fileOf({ ...entry('r1', open), note }))).toMatchObject({
			faults: [],
			unscored: 1,
			mended: [expect.stringMatching(/^notes with numbers to entries that are not scored/)],
		});
	});

	test('a missing score that its note speaks of is said with it', () => {
		const scores = { ...full, tone: null };
		expect(check(fileOf({ ...entry('r1', scores), note: 'tone is 3' })).faults).toEqual([
			expect.stringMatching(/tone is missing; note speaks of 3: write that into scores\.tone$/),
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

	test('an entry that somebody else has scored is a fault, lest another one is named', () => {
		const by = (name: string, who: string) => check({ ...fileOf({ ...entry('r1', full), [name]: who }), by: 'Anna' });
		for (const name of ['by', 'judge', 'Judged by', 'scorer']) {
			expect(by(name, 'Bob').faults).toEqual([
				expect.stringMatching(/\(r1\)\..*: is "Bob", but `by` of the file is "Anna"; entries of two judges/),
			]);
			expect(by(name, ' Anna ')).toMatchObject({ faults: [], judgments: [{ scores: full, notes: {} }] });
		}
	});

	test.each(['None', 'null', '{{ user }}', '$USER', '<your name>', 'YOUR_NAME'])('%s is nobody’s name', (by) => {
		expect(check({ ...fileOf(entry('r1', full)), by }).faults.join()).toMatch(/by: must say who scored/);
	});
});

describe('comments and talk', () => {
	const text = JSON.stringify(fileOf(entry('r1', full), entry('r2', open)), null, 1);
	test.each([
		['beside a score that says the same', text.replace('"relevance": 4,', '"relevance": 4, // relevance: 4, fits')],
		['before the file', `Here is the file with 2 entries:\n${text}`],
		['behind it', `${text}\nI was unsure about r2.`],
		[
			'beside scores in a sentence that says the same',
			text.replace('"relevance": 4,', '"relevance": 4, // relevance is 4, tone is five'),
		],
		['that says what a scale is', `Relevance is rated from 1 to 5 for all 2 entries:\n${text}`],
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
