import type { z } from 'zod';

/** What zod calls a type, in plain words. */
const types: Readonly<Record<string, string>> = {
	...{ number: 'a number', int: 'a whole number', string: 'a text', boolean: 'true or false' },
	...{ array: 'a list', object: 'an object', record: 'an object', null: 'null' },
};

/** What a text has to look like, where zod has a name for it. */
const formats: Readonly<Record<string, string>> = {
	datetime: 'a time in UTC, such as 2026-01-31T18:30:00Z',
	date: 'a day, such as 2026-01-31',
	url: 'an address, such as http://localhost:5000',
};

/** What is wrong with a value, without its key, in plain words; what a schema says in words of its own stays. */
export function faultWords(issue: z.core.$ZodIssue): string {
	if (issue.code === 'unrecognized_keys' && isOfZod(issue)) return `unknown key ${issue.keys.join(', ')}`;
	const wanted = wantedBy(issue);
	if (wanted === null) return issue.message;
	return isMissing(issue) ? `is missing: give ${wanted}` : `must be ${wanted}`;
}

/** What would have been right, such as `a number` or `at most 5`, in plain words; `null` where only the issue's message says it. */
export function wantedBy(issue: z.core.$ZodIssue): string | null {
	switch (issue.code) {
		case 'invalid_type':
			return types[issue.expected] ?? null;
		case 'invalid_value':
			return oneOf(issue.values.map(String));
		case 'too_big':
		case 'too_small':
			return isNumber(issue.origin) ? limitOf(issue) : sizeOf(issue);
		case 'not_multiple_of':
			return `a multiple of ${issue.divisor}`;
		case 'invalid_format':
			return isOfZod(issue) ? (formats[issue.format] ?? null) : null;
		default:
			return null;
	}
}

/** `a`, `a or b`, `one of a, b, c`. */
export function oneOf(options: readonly string[]): string {
	return options.length > 2 ? `one of ${options.join(', ')}` : options.join(' or ');
}

/** What has a size, and of what. */
const sized: Readonly<Record<string, readonly [whole: string, parts: string]>> = {
	string: ['a text', 'characters'],
	array: ['a list', 'parts'],
};

type SizeIssue = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall;

function limitOf(issue: SizeIssue): string {
	if (issue.code === 'too_big') return `${issue.inclusive === false ? 'below' : 'at most'} ${issue.maximum}`;
	return `${issue.inclusive === false ? 'above' : 'at least'} ${issue.minimum}`;
}

/** Of a text or a list, how much it holds. */
function sizeOf(issue: SizeIssue): string | null {
	const part = sized[issue.origin];
	if (part === undefined || !isOfZod(issue)) return null;
	const [whole, parts] = part;
	const size = Number(issue.code === 'too_big' ? issue.maximum : issue.minimum);
	if (issue.exact === true) return `${whole} of ${size} ${parts}`;
	if (issue.code === 'too_big') return `${whole} of at most ${size} ${parts}`;
	return size === 1 ? `${whole} that is not empty` : `${whole} of at least ${size} ${parts}`;
}

/** Whether a schema has left the words to zod. */
function isOfZod({ message }: z.core.$ZodIssue): boolean {
	return /^(?:Too small|Too big|Invalid|Unrecognized)\b/.test(message);
}

/** Zod hands on no input unless it is asked; its own words tell. */
function isMissing(issue: z.core.$ZodIssue): boolean {
	return issue.code === 'invalid_type' && /, received undefined$/.test(issue.message);
}

function isNumber(origin: string): boolean {
	return origin === 'number' || origin === 'int';
}
