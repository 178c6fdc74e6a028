/** What whoever wrote a text is told where it cannot be read: a person with a file has to do something else than a model. */
export interface DocumentWords {
	readonly empty: string;
	readonly list: string;
	/** @param begin how the text begins, in quotes */
	none(begin: string): string;
	/** @param side of the object that is read */
	more(side: 'before' | 'behind'): string;
	/** @param part where the text ends */
	cut(part: string): string;
}

/** For a person, who has a file. */
export const wordsForFiles: DocumentWords = {
	empty: 'the file is empty',
	list: 'the file is a list; it has to be an object, as it was exported, with the list in `runs`',
	none: (begin) => `there is no JSON object in the file; it begins with ${begin}`,
	more: (side) => `more JSON stands ${side} the file's own; make it one file`,
	cut: (part) => `the file ends inside of ${part}: it was cut off`,
};
