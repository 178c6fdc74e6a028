import type { z } from 'zod';
import { nearestName } from '../nearest-name';
import { wantedBy } from '../schema-words';
import { shownValue } from './config-input';

/** What is wrong with a key that nobody knows. @param path where it stands */
type UnknownKey = (key: string, path: readonly PropertyKey[]) => string;

/** Every fault of a config once, each starting with its key. @param input what was checked */
export function configFaults(issues: readonly z.core.$ZodIssue[], input: unknown, unknownKey: UnknownKey): string[] {
	return [...new Set(issues.flatMap((issue) => describeIssue(issue, input, unknownKey)))];
}

/** What to say of an unknown key. @param known those that there are */
export function unknownKeyHint(key: string, known: readonly string[]): string {
	const nearest = nearestName(key, known);
	return `unknown key; ${nearest === undefined ? `known are ${known.join(', ')}` : `did you mean ${nearest}?`}`;
}

function describeIssue(issue: z.core.$ZodIssue, input: unknown, unknownKey: UnknownKey): string[] {
	const { path } = issue;
	if (issue.code === 'unrecognized_keys')
		return issue.keys.map((key) => `${[...path, key.slice(0, 80)].join('.')}: ${unknownKey(key, path)}`);
	if (path.length === 0) return [`the input must be one JSON object, but is ${shownValue('', input)}`];
	// Several keys do not go together: what one of them is says nothing.
	if (issue.code === 'custom' && issue.params?.isOfSeveral) return [`${path.join('.')}: ${issue.message}`];
	// A text that stands for a list or an object is shown whole: its letters are no parts of it.
	const value = path.reduce<unknown>(memberOf, input);
	return [`${path.join('.')}: ${wanted(issue)}, but is ${shownValue(String(path[0]), value)}`];
}

function wanted(issue: z.core.$ZodIssue): string {
	const words = wantedBy(issue);
	return words === null ? issue.message : `must be ${words}`;
}

/** One step into an object or a list; anything else is given back as it is. */
function memberOf(value: unknown, step: PropertyKey): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, step) : value;
}
