import type { MiddlewareHandler } from 'hono';
import { ServerError } from '../errors';
import type { ServerEnv } from '../group';
import type { RouteTable } from '../route-table';
import type { Access } from './access';
import { addressOf } from './address-of';
import { whoAsks } from './credential';

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
		const isOpen = table.isOpen(c.req.method, c.req.path);
		c.set('who', isOpen ? { by: 'nobody', address: addressOf(c) } : await whoAsks(c, access));
		await next();
	};
}
