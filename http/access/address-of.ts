import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** The address that a request came from; `undefined` of one that came over no socket, as in tests. */
export function addressOf(c: Context): string | undefined {
	const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
	return incoming?.socket?.remoteAddress?.replace(/^::ffff:/, '');
}
