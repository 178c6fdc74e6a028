import type { MiddlewareHandler } from 'hono';
import { addressOf } from '../../http/access/address-of';
import { ServerError } from '../../http/errors';
import type { RouteTable } from '../../http/route-table';
import type { ServerEnv } from '../group';
import type { Access } from './access';
import { whoAsks } from './credential';
import { whileMay } from './while-may';

/** Refuses every request under a strange host name, and all that are too many. */
export function guardDoor({ hosts, tries }: Pick<Access, 'hosts' | 'tries'>): MiddlewareHandler<ServerEnv> {
	return async (c, next) => {
		const { host } = new URL(c.req.url);
		const named = c.req.header('host') ?? host;
		if (!hosts.answersTo(host) || !hosts.answersTo(named)) {
			throw new ServerError(
				'HostRefused',
				`The server does not answer to the name ${JSON.stringify(named.slice(0, 100))}.`,
			);
		}
		await tries.noteRequest(addressOf(c) ?? 'unknown');
		await next();
	};
}

/** Lets through whoever may, and all to the routes that say themselves that they ask for no credential. */
export function guardRoutes(access: Access, table: RouteTable): MiddlewareHandler<ServerEnv> {
	return async (c, next) => {
		if (table.isOpen(c.req.method, c.req.path)) {
			c.set('who', { by: 'nobody', address: addressOf(c) });
			return next();
		}
		const { who, stillMay } = await whoAsks(c, access);
		c.set('who', who);
		await next();
		const lasts = c.res.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
		if (lasts && c.res.body !== null) c.res = new Response(whileMay(c.res.body, stillMay), c.res);
	};
}
