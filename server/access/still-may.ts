import type { Context } from 'hono';
import type { Access } from './access';
import { sessionIdOf } from './cookie';
import { bearerOf } from './credential';

/**
 * Whether whoever was let through may still: what lasts, such as a stream of events, asks now and then, so that a sign-out
 * or a new token ends it. It is no sign that anybody uses the session.
 */
export function stillMay(c: Context, { token, sessions }: Pick<Access, 'token' | 'sessions'>): () => boolean {
	const authorization = c.req.header('authorization');
	if (authorization !== undefined) return () => token.matches(bearerOf(authorization));
	const id = sessionIdOf(c);
	return () => id !== undefined && sessions.lives(id);
}
