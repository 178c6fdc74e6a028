/** A config as a person or a form gave it, in the shape that the schema reads. */
export interface ReadInput {
	/** An object where the input holds one; else what the input is. */
	readonly value: unknown;
	/** What was taken for something else than it says. */
	readonly notes: readonly string[];
}

/** What templates and forms write for a field that was left blank. */
const blank = new Set(['', 'none', 'null', 'undefined', 'nan']);

/** JSON inside of a JSON text, twice over: a form's text field in a template. */
const mostNested = 3;

/**
 * Reads what old confs and forms make of a config: JSON as a text (with a byte-order mark, too), and fields that were left
 * blank, which mean "not given".
 */
export function readInput(input: unknown): ReadInput {
	const value = unwrapped(input);
	if (!isObject(value)) return { value, notes: [] };
	const members = Object.entries(value);
	const given = members.filter(([, member]) => !isBlank(member));
	const notes = members
		.filter(([, member]) => isBlank(member))
		.map(([key, member]) => `${key.slice(0, 80)}: ${JSON.stringify(member)} was taken as not given`);
	return { value: Object.fromEntries(given), notes };
}

/** Whether a value says that nothing is given. */
export function isBlank(value: unknown): boolean {
	return value === null || (typeof value === 'string' && blank.has(value.trim().toLowerCase()));
}

/**
 * The parts of a list that is written as one text: `a,b`, `a;b`, a line each, `["a", "b"]`, or as Python prints it,
 * `['a', 'b']`. Anything but a text is given back as it is.
 */
export function readList(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const text = value.trim();
	const parsed = parseJson(text);
	if (Array.isArray(parsed)) return parsed;
	const inner = /^[[(](.*)[\])]$/s.exec(text)?.[1] ?? text;
	return inner.split(/[,;\n]/).map((part) => part.trim().replace(/^(["'])(.*)\1$/s, '$2'));
}

/** An object that is written as a text; anything else is given back as it is. */
export function readObject(value: unknown): unknown {
	const parsed = typeof value === 'string' ? parseJson(value) : undefined;
	return isObject(parsed) ? parsed : value;
}

function unwrapped(input: unknown): unknown {
	let value = input ?? {};
	for (let depth = 0; depth < mostNested && typeof value === 'string'; depth += 1) {
		const parsed = parseJson(value);
		if (!isObject(parsed) && typeof parsed !== 'string') break;
		value = parsed;
	}
	return value;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
