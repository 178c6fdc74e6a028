const string = /"[^"\\\p{Cc}]*(?:\\.[^"\\\p{Cc}]*)*"/uy;
const cutString = /(?:"[^"\\\p{Cc}]*(?:\\.[^"\\\p{Cc}]*)*\\?)?$/uy;
const token = /\s*(?:([[{])|([\]}])|(,|:|-?\d[\d.eE+-]*|true|false|null))/y;

/** Half-open: from `start` to before `end`. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/**
 * Where whole lists and objects stand in a text, as JSON has them: only there is a mark surely part of a text.
 * Takes time linear in the text's length.
 */
export function jsonSpans(text: string): Span[] {
	const spans: Span[] = [];
	for (let start = nextOpening(text, 0); start !== -1; ) {
		const { end, whole } = readSpan(text, start);
		if (whole) spans.push({ start, end });
		start = nextOpening(text, Math.max(end, start + 1));
	}
	return spans;
}

function nextOpening(text: string, from: number): number {
	const opening = /[[{]\s{0,200}["[{]/g;
	opening.lastIndex = from;
	return opening.exec(text)?.index ?? -1;
}

function readSpan(text: string, start: number): { end: number; whole: boolean } {
	let depth = 0;
	for (let at = start; ; ) {
		const found = matchAt(token, text, at);
		if (found === null) {
			const spaces = matchAt(/\s*/y, text, at)?.[0].length ?? 0;
			const read = matchAt(string, text, at + spaces);
			// A list that is cut is whole as far as it goes.
			if (read === null) return { end: at, whole: matchAt(cutString, text, at + spaces) !== null };
			at += spaces + read[0].length;
			continue;
		}
		at += found[0].length;
		if (found[1] !== undefined) depth += 1;
		if (found[2] !== undefined) depth -= 1;
		if (depth === 0) return { end: at, whole: true };
	}
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}
