const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’' };

/**
 * Reads a quoted text. Its closing quote is one that a comma, a bracket or the end follows, so that quotes which a model
 * forgot to escape stay part of the text.
 * @returns `undefined` where no quote opens; no `text` where none closes
 */
export function readString(text: string, start: number): { text?: string; end: number } | undefined {
	const close = closing[text[start] ?? ''];
	if (close === undefined) return undefined;
	for (let at = start + 1; at < text.length; at += 1) {
		if (text[at] === '\\') at += 1;
		else if (text[at] === close && closesHere(text, at + 1)) {
			return { text: unescaped(text.slice(start + 1, at), close), end: at + 1 };
		}
	}
	return { end: text.length };
}

/** A new line and a further quote close too: a comma between two lines is easily forgotten. */
function closesHere(text: string, from: number): boolean {
	const space = /\s*/y;
	space.lastIndex = from;
	const skipped = space.exec(text)?.[0] ?? '';
	const next = text[from + skipped.length];
	if (next === undefined || next === ',' || next === ']') return true;
	return closing[next] !== undefined && skipped.includes('\n');
}

function unescaped(inner: string, close: string): string {
	const json = inner
		.replace(/\\.|"/gs, (found) => (found === '"' ? '\\"' : found === `\\'` ? "'" : found))
		.replace(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1));
	try {
		return JSON.parse(`"${json}"`) as string;
	} catch {
		return inner.replaceAll(`\\${close}`, close);
	}
}

/** The place behind the brace that closes the object which opens at `start`; `undefined` where it is cut. */
export function endOfObject(text: string, start: number): number | undefined {
	let depth = 0;
	let quoted = false;
	for (let at = start; at < text.length; at += 1) {
		const character = text[at];
		if (quoted && character === '\\') at += 1;
		else if (character === '"') quoted = !quoted;
		else if (!quoted && character === '{') depth += 1;
		else if (!quoted && character === '}') {
			depth -= 1;
			if (depth === 0) return at + 1;
		}
	}
	return undefined;
}
