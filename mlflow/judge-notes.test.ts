import { notesIn, noteTags } from './judge-notes';

const tagsOf = (pairs: ReturnType<typeof noteTags>) => Object.fromEntries(pairs.map(({ key, value }) => [key, value]));

test.each([
	[{}],
	[{ note: 'short' }],
	[{ rationale: 'a\nb', comment: 'ü 🙂', note: `${'long '.repeat(5_000)}end` }],
	[{ comment: 'zero \0 and half \ud83d' }],
])('notes come back whole', (notes) => {
	const tags = tagsOf(noteTags(notes));
	expect(Object.values(tags).every((value) => value.length <= 8_000)).toBe(true);
	expect(notesIn(tags)).toEqual(notes);
});

test('a note that was changed in MLflow is taken as it is now', () => {
	const tags = tagsOf(noteTags({ note: 'short' }));
	expect(notesIn({ ...tags, 'artifact:note': 'other' })).toEqual({ note: 'other' });
});
