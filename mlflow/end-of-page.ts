const startTime = '"start_time":';
const backslash = 0x5c;

/**
 * When the last run of a page began, in milliseconds since 1970, read off the end of the page as it came; `null` where there
 * is no page behind it, or it does not tell. A text that a run holds cannot be taken for it: there the quotes have a
 * backslash.
 */
export function endOfPage(bytes: Buffer): number | null {
	if (!/"next_page_token":\s*"[^"]+"\s*\}\s*$/.test(bytes.toString('latin1', Math.max(0, bytes.length - 2_000))))
		return null;
	for (let at = bytes.lastIndexOf(startTime); at > 0; at = bytes.lastIndexOf(startTime, at - 1)) {
		if (bytes[at - 1] === backslash) continue;
		const value = bytes.toString('latin1', at + startTime.length, at + 64);
		const [digits] = /^\s*\d{1,15}(?=[\s,}])/.exec(value) ?? [];
		return digits === undefined ? null : Number(digits);
	}
	return null;
}
