const startTime = '"start_time":';

/**
 * When the last run of a page began, in milliseconds since 1970, read off the end of the page's text without parsing it;
 * `null` where there is no page behind it, or the text does not tell. A text that a run holds cannot be taken for it: there
 * the quotes have a backslash.
 */
export function endOfPage(text: string): number | null {
	if (!/"next_page_token":\s*"[^"]+"\s*\}\s*$/.test(text.slice(-2_000))) return null;
	for (let at = text.lastIndexOf(startTime); at > 0; at = text.lastIndexOf(startTime, at - 1)) {
		if (text[at - 1] === '\\') continue;
		const [digits] = /^\s*\d{1,15}(?=[\s,}])/.exec(text.slice(at + startTime.length, at + 64)) ?? [];
		return digits === undefined ? null : Number(digits);
	}
	return null;
}
