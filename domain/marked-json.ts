/**
 * What a text of JSON says. Editors put a mark in front, which JSON itself does not take.
 * @throws SyntaxError where it is none
 */
export function parseMarkedJson(text: string): unknown {
	return JSON.parse(text.replace(/^\uFEFF/, ''));
}
