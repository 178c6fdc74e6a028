import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Session } from './sessions';

/** It goes with requests of the API alone, and with none that another site's page began. */
const scope = { path: '/api', httpOnly: true, sameSite: 'Strict' } as const;

/** Cookies are shared by all ports of a host, so that two servers on one machine need two names. */
function nameFor(c: Context): string {
	const { port } = new URL(c.req.url);
	return port === '' ? 'tip-bench-session' : `tip-bench-session-${port}`;
}

/** The session id that a browser sent. */
export function sessionIdOf(c: Context): string | undefined {
	return getCookie(c, nameFor(c)) || undefined;
}

/** Has the browser keep a session's id, and send it back over TLS only where the page itself came so. */
export function keepSessionId(c: Context, id: string, { endsAt, startedAt }: Session): void {
	const secure = c.req.header('origin')?.startsWith('https:') ?? false;
	setCookie(c, nameFor(c), id, { ...scope, secure, maxAge: Math.floor((endsAt - startedAt) / 1000) });
}

/** Has the browser forget it. */
export function forgetSessionId(c: Context): void {
	deleteCookie(c, nameFor(c), scope);
}
