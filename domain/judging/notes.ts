import { type Located, pathWords, scalarsOf } from './lenient-json/tree';

/** What a judge may say beside the scores of an entry, in words. */
export const noteNames = ['rationale', 'comment', 'note'] as const;

export type NoteName = (typeof noteNames)[number];

/** Only those that say something. */
export type Notes = Readonly<Partial<Record<NoteName, string>>>;

/** More is no note any more, and MLflow keeps it 8,000 characters at a time. */
export const longestNote = 100_000;

/** The note that a member of this name is: `Rationale` and `comments` are notes too. */
export function noteNameOf(name: string): NoteName | undefined {
	const plain = name.trim().toLowerCase();
	return noteNames.find((each) => plain === each || plain === `${each}s`);
}

/**
 * The text of a note; one that has parts (a reason for each dimension) becomes a line a part.
 * @returns '' where it says nothing
 */
export function noteText(node: Located): string {
	const lines: string[] = [];
	for (const { path, node: part } of scalarsOf(node)) {
		const text = part.kind === 'text' ? part.value.trim() : '';
		const name = pathWords(path.filter((step) => typeof step === 'string'));
		if (text !== '') lines.push(name === '' ? text : `${name}: ${text}`);
		else if (saysScore(name)) lines.push(name);
	}
	return lines.join('\n');
}

/** Whether a name says more than what its value is: `"tone: 4": null`. */
export function saysScore(name: string): boolean {
	return /[\p{Nd}★⭐]/u.test(name);
}

/** Notes with one more; what a note of this name says already stays before it. */
export function withNote(notes: Notes, name: NoteName, text: string): Notes {
	if (text === '') return notes;
	const before = notes[name];
	return { ...notes, [name]: before === undefined ? text : `${before}\n${text}` };
}
