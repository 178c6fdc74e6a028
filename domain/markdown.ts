/** Turns the direction of what follows, so that a page would show another text than is there. */
const bidirectional = /[\u202a-\u202e\u2066-\u2069]/gu;

/** What Markdown, or the HTML in it, may take for more than itself, wherever in a line it stands. */
const special = /[&<>@\\`*[\]~|{}]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_/gu;

/** `:smile:`, `http://` and `www.` are more than text in the Markdown of GitHub, which many pages speak. */
const inWords = /:(?=\/\/|\S{1,50}?:)|(?<=www)\./gi;

/** A heading, an item, a quotation, a rule or a table begins with these at the start of a line. */
const atStart = /^(?:[#+=\-!:]|\d+(?=[.)]))/;

/**
 * A text as Markdown that shows just that text, on one line: whatever a model or a person wrote becomes no link, no
 * picture, no heading and no tag. Characters that mean something become numeric references (`&#42;`), since those are
 * plain text to every reader of Markdown; white space and control characters become one space.
 */
export function plainMarkdown(text: string): string {
	const line = text
		.toWellFormed()
		.replace(bidirectional, '')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	return line
		.replace(special, reference)
		.replace(inWords, reference)
		.replace(atStart, (start) => [...start].map(reference).join(''));
}

function reference(character: string): string {
	return `&#${character.codePointAt(0)};`;
}
