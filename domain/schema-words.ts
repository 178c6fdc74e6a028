import type { z } from 'zod';

/** What zod calls a type, in plain words. */
const types: Readonly<Record<string, string>> = {
	...{ number: 'a number', int: 'a whole number', string: 'a text', boolean: 'true or false' },
	...{ array: 'a list', object: 'an object', record: 'an object' },
};

/** What would have been right, such as `a number` or `at most 5`, in plain words; `null` where only the issue's message says it. */
export function wantedBy(issue: z.core.$ZodIssue): string | null {
	if (issue.code === 'invalid_type') return types[issue.expected] ?? null;
	if (issue.code === 'invalid_value') return oneOf(issue.values.map(String));
	if (issue.code === 'too_big' && isNumber(issue.origin)) {
		return `${issue.inclusive === false ? 'below' : 'at most'} ${issue.maximum}`;
	}
	if (issue.code === 'too_small' && isNumber(issue.origin)) {
		return `${issue.inclusive === false ? 'above' : 'at least'} ${issue.minimum}`;
	}
	const isEmpty = issue.code === 'too_small' && Number(issue.minimum) === 1 && /^Too small/.test(issue.message);
	if (isEmpty && issue.origin === 'string') return 'a text that is not empty';
	if (isEmpty && issue.origin === 'array') return 'a list that is not empty';
	return null;
}

/** `a`, `a or b`, `one of a, b, c`. */
export function oneOf(options: readonly string[]): string {
	return options.length > 2 ? `one of ${options.join(', ')}` : options.join(' or ');
}

function isNumber(origin: string): boolean {
	return origin === 'number' || origin === 'int';
}
