import { z } from '@hono/zod-openapi';
import type { CodedError } from '../machine/coded-error';
import { outside } from '../machine/outside';
import { FailureWithLinks, type RequestFault, ServerError } from './errors';
import { expectedFailure } from './expected-failure';
import { type ProblemStatus, statusOfCode } from './status-of-code';

/** What a server leans on, as problems name it. */
export const partNames = ['temporal', 'mlflow', 'ollama'] as const;

export type PartName = (typeof partNames)[number];

/** Takes note that a part did not answer. @returns since when it has not, in milliseconds since 1970 */
export type NoteAway = (part: PartName) => number;

/** What every failure answers: problem details as RFC 9457 has them, with the code and the remedy of the registry. */
export const problemSchema = z
	.object({
		type: z.string().describe('where the code is explained, below the project: `docs/errors.md#CODE`'),
		title: z.string().describe('what the code means'),
		status: z.int().describe('the HTTP status'),
		code: z.string().describe('the code of docs/errors.md, or `Unexpected`'),
		detail: z.string().describe('what was wrong this time'),
		remedy: z.string().describe('what a person can do'),
		faults: z
			.array(z.object({ key: z.string(), message: z.string() }))
			.optional()
			.describe('each fault with the key that it is about'),
		part: z.enum(partNames).optional().describe('what is away'),
		since: z.iso.datetime().optional().describe('since when it is away'),
		retry_after: z.int().optional().describe('seconds after which asking again may help'),
		links: z.record(z.string(), z.string()).optional().describe('where to go from here'),
	})
	.openapi('Problem');

/** See {@link problemSchema}. */
export type Problem = Readonly<z.infer<typeof problemSchema>>;

const partOfCode: Readonly<Record<string, PartName>> = {
	TemporalUnavailable: 'temporal',
	MlflowUnavailable: 'mlflow',
	OllamaUnavailable: 'ollama',
};

/** Seconds after which to ask again for a part that is away. */
const usualRetry = 5;

/** What was thrown, as a problem; of what nobody expected nothing is told. */
export function problemOf(
	thrown: unknown,
	parts: { readonly noteAway: NoteAway },
): Problem & { readonly status: ProblemStatus } {
	const links = thrown instanceof FailureWithLinks ? thrown.links : undefined;
	const failure = expectedFailure(thrown instanceof FailureWithLinks ? thrown.failure : thrown);
	if (failure === null) return unexpected;
	const { code, entry, message } = failure;
	const status = statusOfCode(code);
	const { asCalled } = outside();
	const faults = faultsOf(failure);
	const part = partOfCode[code];
	return {
		type: `docs/errors.md#${code.toLowerCase()}`,
		title: entry.meaning,
		...{ status, code },
		detail: asCalled(message),
		remedy: asCalled(entry.remedy),
		...(faults.length > 0 && { faults: [...faults] }),
		...(part && { part, since: new Date(parts.noteAway(part)).toISOString() }),
		...retryOf(failure, status),
		...(links && { links: { ...links } }),
	};
}

const unexpected = {
	type: 'about:blank',
	title: 'Nobody expected this failure.',
	status: 500,
	code: 'Unexpected',
	detail: 'The server failed in a way that nobody expected; its log has the reason.',
	remedy: "See the server's log at the time of this answer.",
} as const;

function retryOf(failure: CodedError, status: ProblemStatus): Pick<Problem, 'retry_after'> {
	if (failure.retryAfterMs !== undefined) return { retry_after: Math.max(1, Math.ceil(failure.retryAfterMs / 1000)) };
	return status === 503 ? { retry_after: usualRetry } : {};
}

/** A line a fault, as `InvalidConfig` and `JudgeFileInvalid` have them: `- key: what is wrong`. */
const faultLine = /^- (?:`?([\p{L}\p{N}_.[\]-]{1,120})`?: )?(.*)$/u;

function faultsOf(failure: CodedError): readonly RequestFault[] {
	if (failure instanceof ServerError) return failure.faults;
	return failure.message.split('\n').flatMap((line) => {
		const [, key = '', message] = faultLine.exec(line) ?? [];
		return message === undefined ? [] : [{ key, message }];
	});
}
