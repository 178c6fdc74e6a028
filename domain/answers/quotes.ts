/** What closes a text, by what opened it: models mix straight and curved ones. */
const closings: Readonly<Record<string, string>> = {
	'"': '"”＂',
	'“': '”"“',
	'”': '”"',
	'„': '“”"',
	'‟': '”"',
	'＂': '＂"',
	'〝': '〞〟',
	"'": "'’",
	'‘': "’'",
	'’': "’'",
	'‚': "‘’'",
	'＇': "＇'",
	'`': '`´',
	'´': '´',
	'«': '»',
	'»': '«',
	'‹': '›',
	'›': '‹',
	'「': '」',
	'『': '』',
	'《': '》',
};

/** The character class of all quotes that open a text. */
export const openingQuotes = '"“”„‟＂〝\'‘’‚＇`´«»‹›「『《';

/** The characters that may close what this one opens; `undefined` where it opens nothing. */
export function closingsOf(quote: string | undefined): string | undefined {
	return quote !== undefined && Object.hasOwn(closings, quote) ? closings[quote] : undefined;
}

/** Without the quotes that stand around the whole of a text. */
export function unquoted(text: string): string {
	return isQuoted(text) ? text.slice(1, -1).trim() : text;
}

/** Whether quotes stand around the whole. In `"Rest" and "eat"` the outer two are no pair, in `"Say "rest" to her"` they are. */
export function isQuoted(text: string): boolean {
	const closing = closingsOf(text[0]);
	if (closing === undefined || text.length < 2 || !closing.includes(text.at(-1) ?? ' ')) return false;
	if (directed.includes(text[0] ?? '')) return closesAtEnd(text, text[0] ?? '', closing);
	const next = [...closing].map((quote) => text.indexOf(quote, 1)).filter((at) => at !== -1);
	const first = Math.min(...next);
	return first === text.length - 1 || /[\s([]/.test(text[first - 1] ?? '') || inWord(text, first);
}

/** Quotes that say by their form whether they open: French ones have blanks within. */
const directed = '«‹「『《';

/** Whether what opens a text is closed at its end and nowhere before. */
function closesAtEnd(text: string, opening: string, closing: string): boolean {
	const characters = [...text];
	let depth = 0;
	for (const [at, character] of characters.entries()) {
		if (character === opening) depth += 1;
		else if (closing.includes(character)) depth -= 1;
		if (depth === 0) return at === characters.length - 1;
	}
	return false;
}

function inWord(text: string, at: number): boolean {
	return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[at + 1] ?? '');
}
