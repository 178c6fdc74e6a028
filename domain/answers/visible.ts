// White space, and marks that nobody sees: joiners, directions, the byte-order mark, the soft hyphen, a lone selector.
const unseen = /[\s\u0085\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|[\uFE0E\uFE0F]/;

/** The text without white space and unseen marks at its ends. */
export function visible(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && unseen.test(text[start] ?? '')) start += 1;
	while (end > start && unseen.test(text[end - 1] ?? '')) end -= 1;
	// The selector that makes a character an emoji belongs to it.
	if (text[end] === '\uFE0F') end += 1;
	return text.slice(start, end);
}

/** Whether there is a letter, a digit or a picture in it: a list's own marks are none of these. */
export function saysSomething(text: string): boolean {
	return /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(text);
}
