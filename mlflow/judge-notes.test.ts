import { notesIn, noteTags, staleNotes } from './judge-notes';

test.each([
	[{}],
	[{ note: 'short' }],
	[{ rationale: 'a\nb', comment: 'ü 🙂', note: `${'long '.repeat(5_000)}end` }],
	[{ comment: 'zero \0 and half \ud83d' }],
])('notes come back whole', (notes) => {
	const tags = noteTags(notes);
	expect(Object.values(tags).every((value) => value.length <= 8_000)).toBe(true);
	expect(notesIn(tags)).toEqual(notes);
});

test('a note that was changed in MLflow is taken as it is now', () => {
	expect(notesIn({ ...noteTags({ note: 'short' }), 'artifact:note': 'other' })).toEqual({ note: 'other' });
});

test('what a longer note has left is known, and read over until it is gone', () => {
	const [long, short] = [noteTags({ note: 'x'.repeat(20_000), comment: 'c' }), noteTags({ note: 'short' })];
	expect(staleNotes({ ...long, ...short }, short).sort()).toEqual(
		['artifact:comment', 'artifact:note.2', 'artifact:note.3', 'sha256:comment'].sort(),
	);
	expect(notesIn({ ...long, ...short })).toEqual({ note: 'short', comment: 'c' });
});
