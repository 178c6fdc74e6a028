import type { DocumentWords } from '../lenient-json/document-words';

/** For a model, which only can answer again. */
export const wordsForModels: DocumentWords = {
	empty: 'it is empty',
	list: 'it is a list in brackets, and must be one JSON object in braces',
	none: (begin) => `it holds no JSON object, and must be one; it begins with ${begin}`,
	more: (side) => `it must be one JSON object, but more JSON stands ${side} the first`,
	cut: (part) => `it ends inside of ${part}: answer more briefly, with all closing brackets`,
};
