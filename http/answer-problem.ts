import type { Context } from 'hono';
import { messageOf } from '../machine/coded-error';
import type { Log } from '../machine/log';
import { ServerError } from './errors';
import { type NoteAway, problemOf } from './problem';

const mediaType = { 'content-type': 'application/problem+json' };

/** What an answer to a failure leans on. */
interface Failing {
	readonly log: Log;
	readonly parts: { readonly noteAway: NoteAway };
}

/** Answers a failure as a problem; one that nobody expected goes whole into the log, and nowhere else. */
export function answerProblem(c: Context, thrown: unknown, { log, parts }: Failing): Response {
	const problem = problemOf(thrown, parts);
	if (problem.code === 'Unexpected') {
		const stack = thrown instanceof Error ? thrown.stack : undefined;
		log.error(
			{ method: c.req.method, path: c.req.path, stack },
			`${c.req.method} ${c.req.path} failed: ${messageOf(thrown)}`,
		);
	}
	if (problem.status === 401) c.header('www-authenticate', 'Bearer');
	if (thrown instanceof ServerError && thrown.allow.length > 0) c.header('allow', thrown.allow.join(', '));
	// The rest of it is not read, so that nothing more can come on that connection.
	if (problem.status === 413) c.header('connection', 'close');
	if (problem.retry_after !== undefined) c.header('retry-after', String(problem.retry_after));
	return c.body(JSON.stringify(problem), problem.status, mediaType);
}

/** The same for what is refused before any route sees it. */
export function problemAnswer(refused: ServerError, { parts }: Pick<Failing, 'parts'>): Response {
	const problem = problemOf(refused, parts);
	return new Response(JSON.stringify(problem), { status: problem.status, headers: mediaType });
}
