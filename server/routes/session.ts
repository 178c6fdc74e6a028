import { createRoute, z } from '@hono/zod-openapi';
import { addressOf } from '../../http/access/address-of';
import { checkToken } from '../../http/access/bearer';
import { jsonAnswer } from '../../http/json-answer';
import { onlyKeys } from '../../http/only-keys';
import { flag } from '../../http/query-values';
import { forgetSessionId, keepSessionId, sessionIdOf } from '../access/cookie';
import { refuseOtherPages } from '../access/credential';
import type { Session } from '../access/sessions';
import type { ServerContext } from '../context';
import { newGroup } from '../group';

const sessionSchema = z
	.object({
		by: z.enum(['session', 'token']),
		idle_at: z.iso.datetime().nullable().describe('when the session ends if nothing more is asked'),
		ends_at: z.iso.datetime().nullable().describe('when it ends whatever is asked'),
	})
	.openapi('Session');

const tags = ['session'];

const signIn = createRoute({
	method: 'post',
	path: '/api/session',
	summary: 'Sign in with the token; a cookie keeps the session',
	...{ tags, security: [] },
	request: {
		body: {
			required: true,
			content: { 'application/json': { schema: onlyKeys({ token: z.string().min(1).max(1_000) }) } },
		},
	},
	responses: { 200: jsonAnswer('Signed in.', sessionSchema) },
});

const whoAmI = createRoute({
	method: 'get',
	path: '/api/session',
	summary: 'Who asks, and until when',
	tags,
	responses: { 200: jsonAnswer('By a session or by the token.', sessionSchema) },
});

const signOut = createRoute({
	method: 'delete',
	path: '/api/session',
	summary: 'End this session wherever it is used, or with `everywhere` every session of this server',
	tags,
	request: { query: onlyKeys({ everywhere: flag }) },
	responses: { 204: { description: 'It has ended.' } },
});

/** Signing in and out. */
export function sessionRoutes({ access }: Pick<ServerContext, 'access'>) {
	return newGroup()
		.openapi(signIn, async (c) => {
			// A page elsewhere may not sign a browser in either; a script says nothing of pages.
			refuseOtherPages(c, access, true);
			await checkToken(c.req.valid('json').token, addressOf(c), access);
			const before = sessionIdOf(c);
			if (before !== undefined) await access.sessions.end(before);
			const { id, session } = await access.sessions.start();
			keepSessionId(c, id, session);
			c.set('who', { by: 'session', address: addressOf(c) });
			return c.json(shown(session), 200);
		})
		.openapi(whoAmI, (c) => {
			const id = c.get('who').by === 'session' ? sessionIdOf(c) : undefined;
			const session = id === undefined ? null : access.sessions.find(id);
			return c.json(session === null ? byToken : shown(session), 200);
		})
		.openapi(signOut, async (c) => {
			const id = sessionIdOf(c);
			if (c.req.valid('query').everywhere) await access.sessions.endAll();
			else if (id !== undefined) await access.sessions.end(id);
			forgetSessionId(c);
			return c.body(null, 204);
		});
}

const byToken = { by: 'token' as const, idle_at: null, ends_at: null };

function shown({ idleAt, endsAt }: Session) {
	return { by: 'session' as const, idle_at: new Date(idleAt).toISOString(), ends_at: new Date(endsAt).toISOString() };
}
