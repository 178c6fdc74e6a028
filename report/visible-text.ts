// What steers a terminal, or changes the order in which a text is seen: control characters, directions and their
// isolates, separators of lines, the byte-order mark, and tags, in which text can be hidden.
const unsafe = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;

/**
 * A text as a person may see it on a terminal, a line each: what steers a terminal is shown, never sent. Where a line
 * ends within the text stands `⏎`, or `\n` without Unicode.
 */
export function visibleLines(text: string, lineEnd = '⏎'): string[] {
	const lines = text.toWellFormed().split(/\r\n|\n|\r/);
	return lines.map((line, at) => shownUnsafe(line) + (at < lines.length - 1 ? lineEnd : ''));
}

/** The same in one line. */
export function visibleText(text: string): string {
	return visibleLines(text).join(' ');
}

function shownUnsafe(text: string): string {
	return text.replaceAll('\t', '  ').replace(unsafe, (each) => {
		const code = (each.codePointAt(0) ?? 0).toString(16);
		if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
		return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\u{${code}}`;
	});
}
