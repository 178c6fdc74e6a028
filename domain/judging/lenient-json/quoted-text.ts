/** A quoted text: how long it is with its quotes, what it says, and what in it is no JSON. */
export interface QuotedText {
	readonly length: number;
	readonly text: string;
	readonly mends: readonly string[];
}

const single = /['\u2018\u2019\u201a\u201b\uff07`\u00b4]/;
const double = /["\u201c\u201d\u201e\u201f\uff02\u00ab\u00bb\u2033]/;

/** What closes a text that one of these opened, whatever the editor made of the other end. */
const closing = { single: new RegExp(single, 'g'), double: new RegExp(double, 'g') };

/** Whether a text may begin with this letter. */
export function isQuote(letter: string): boolean {
	return single.test(letter) || double.test(letter);
}

/**
 * Reads the quoted text at a place.
 * @param ended whether nothing comes behind the buffer
 * @returns `null` where its end is not there (yet)
 */
export function readQuoted(buffer: string, at: number, ended: boolean): QuotedText | null {
	const quote = buffer.charAt(at);
	const end = quote === '"' ? jsonEnd(buffer, at) : otherEnd(buffer, at, ended);
	if (end === null) return null;
	const mends = quote === '"' ? [] : [quote === "'" ? 'single quotes' : 'typographic quotes'];
	const { text, odd } = unescaped(buffer.slice(at + 1, end));
	return { length: end + 1 - at, text, mends: [...mends, ...odd] };
}

/** JSON's own quote ends a text wherever it stands unescaped. */
function jsonEnd(buffer: string, at: number): number | null {
	for (let end = buffer.indexOf('"', at + 1); end !== -1; end = buffer.indexOf('"', end + 1)) {
		if (!isEscaped(buffer, at, end)) return end;
	}
	return null;
}

/** Apostrophes and quotes of other kinds stand in texts too: one ends a text only where JSON goes on behind it. */
function otherEnd(buffer: string, at: number, ended: boolean): number | null {
	const pattern = single.test(buffer.charAt(at)) ? closing.single : closing.double;
	pattern.lastIndex = at + 1;
	for (let found = pattern.exec(buffer); found !== null; found = pattern.exec(buffer)) {
		if (isEscaped(buffer, at, found.index)) continue;
		const behind = /[^ \t\u00a0]/g;
		behind.lastIndex = found.index + 1;
		const next = behind.exec(buffer);
		if (next === null) return ended ? found.index : null;
		if (/[\r\n,:}\]\uff0c\uff1a]/.test(next[0]) || /^\/[/*]/.test(buffer.slice(next.index, next.index + 2))) {
			return found.index;
		}
	}
	return null;
}

function isEscaped(buffer: string, at: number, end: number): boolean {
	let before = end;
	while (before - 1 > at && buffer.charAt(before - 1) === '\\') before -= 1;
	return (end - before) % 2 === 1;
}

const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** JSON's own escapes, and those of Python (`\xe9`, `\U0001f600`); any other letter is meant as it is. */
const escapes = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U(00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})|(\r\n|[\s\S]))/g;

/** What a text between its quotes says. */
function unescaped(raw: string): { text: string; odd: string[] } {
	const odd = new Set<string>();
	// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON wants these escaped.
	if (/[\x00-\x1f]/.test(raw)) odd.add('line breaks or tabs inside of a text');
	if (!raw.includes('\\')) return { text: raw, odd: [...odd] };
	const text = raw.replace(escapes, (_whole, unit?: string, short?: string, long?: string, letter = '') => {
		if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
		if (!/["\\/bfnrt]/.test(letter)) odd.add('escapes that JSON does not have');
		const code = short ?? long;
		return code === undefined ? (letters[letter] ?? letter) : String.fromCodePoint(Number.parseInt(code, 16));
	});
	return { text, odd: [...odd] };
}
