import type { z } from '@hono/zod-openapi';
import { clipText } from '../domain/clip';
import { nearestName } from '../domain/nearest-name';
import { faultWords } from '../domain/schema-words';
import { type RequestFault, ServerError } from './errors';
import { knownAre } from './only-keys';

/** What zod found in a request, each fault by its key, in plain words. */
function requestFaults(error: z.core.$ZodError): RequestFault[] {
	return error.issues.flatMap((issue) => {
		if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, issue));
		return [{ key: issue.path.map(String).join('.'), message: faultWords(issue) }];
	});
}

function unknownKey(key: string, { path, message }: z.core.$ZodIssueUnrecognizedKeys): RequestFault {
	// An object that was not made of `onlyKeys` says nothing of its keys.
	const known = message.startsWith(knownAre) ? message.slice(knownAre.length).split(', ') : null;
	const nearest = nearestName(key, known ?? []);
	const hint =
		nearest !== undefined ? `unknown key; did you mean ${nearest}?` : known === null ? 'unknown key' : message;
	return { key: [...path.map(String), clipText(key, 80)].join('.'), message: hint };
}

const placeWords: Readonly<Record<string, string>> = { json: 'the body', query: 'the query', param: 'the path' };

/** The failure that says all of them. @param where such as `query` or `json` */
export function refuseFaults(error: z.core.$ZodError, where: string): ServerError {
	const faults = requestFaults(error);
	const lines = faults.map(({ key, message }) => `${key === '' ? (placeWords[where] ?? where) : key}: ${message}`);
	return new ServerError('RequestInvalid', lines.join('\n'), { faults });
}
