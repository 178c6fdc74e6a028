import { type NoteName, type Notes, noteNames } from '../domain/judging/notes';
import { type Tags, textIn, textTags } from './tag-text';

/** What judges say of a run in words, as its tags keep it; one that was changed in MLflow is taken as it is now. */
export function notesIn(tags: Tags): Notes {
	const notes: Partial<Record<NoteName, string>> = {};
	for (const name of noteNames) {
		const text = noteIn(tags, name);
		if (text !== null) notes[name] = text;
	}
	return notes;
}

function noteIn(tags: Tags, name: NoteName): string | null {
	try {
		return textIn(tags, name, '');
	} catch {
		return tags[`artifact:${name}`] ?? null;
	}
}

/** The tags of notes: `artifact:rationale` and its kin, each text whole however long it is. */
export function noteTags(notes: Notes): Tags {
	return Object.assign({}, ...Object.entries(notes).map(([name, text]) => textTags(name, text)));
}

/** What earlier notes have left in a run, where others are in their place now: a shorter text has fewer tags. */
export function staleNotes(tags: Tags, now: Tags): string[] {
	const pattern = new RegExp(`^(?:artifact|sha256|encoding):(?:${noteNames.join('|')})(?:\\.\\d+)?$`);
	return Object.keys(tags).filter((key) => pattern.test(key) && now[key] === undefined);
}
