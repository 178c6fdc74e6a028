import type { MiddlewareHandler } from 'hono';
import { addressOf } from '../../http/access/address-of';
import { checkToken, isToken, sentToken } from '../../http/access/bearer';
import { adminPlace, keptToken, type Token, type TokenPlace } from '../../http/access/token';
import { limitTries, type Tries, usualLimits } from '../../http/access/tries';
import { ServerError } from '../../http/errors';
import { definedRoutes } from '../../http/route-table';
import type { Env } from '../../machine/environment/kinds';
import type { Log } from '../../machine/log';
import { servingFolder } from '../serving-folder';

/** Where the token is by which a product asks. */
export const servePlace: TokenPlace = { variable: 'TIP_BENCH_SERVE_TOKEN', folder: servingFolder };

/** By what it is decided who may. */
export interface ServingAccess {
	/** A product's: for choices, rewards and stats. */
	readonly serve: Token;
	/** For all. */
	readonly admin: Token;
	readonly tries: Tries;
}

/** The access of an environment. @throws MachineError EnvironmentInvalid */
export function servingAccess(env: Env, now: () => number, log: Log): ServingAccess {
	return {
		serve: keptToken(servePlace, env, now),
		admin: keptToken(adminPlace, env, now),
		tries: limitTries(usualLimits, (address) => log.warn({ address }, `a wrong token came from ${address}`)),
	};
}

/** What a route's definition says of whom it is for: whoever has either token, or that of the admin server. */
export const securityOf = {
	serve: [{ serve: [] }, { admin: [] }],
	admin: [{ admin: [] }],
} satisfies Record<string, Record<string, string[]>[]>;

/**
 * Lets through whoever may, by what the routes say of it; all to what is no route.
 * @throws ServerError CredentialMissing, CredentialRefused, AdminOnly, TooManyRequests
 */
export function guardRoutes(routes: Parameters<typeof definedRoutes>[0], access: ServingAccess): MiddlewareHandler {
	const { serve, admin, tries } = access;
	const ways = new Map(definedRoutes(routes).map(({ path, security = [] }) => [path, security]));
	const either = {
		matches: (given: string) => serve.matches(given) || admin.matches(given),
		isLong: () => serve.isLong() && admin.isLong(),
	};
	return async (c, next) => {
		const taken = ways.get(c.req.path) ?? [];
		if (taken.length === 0) return next();
		const token = sentToken(c.req.header('authorization'));
		if (token === undefined) throw new ServerError('CredentialMissing', 'No `Bearer` token was sent.');
		await checkToken(token, addressOf(c), { token: either, tries });
		if (!taken.some((each) => 'serve' in each) && !isToken(admin, token))
			throw new ServerError('AdminOnly', `${c.req.method} ${c.req.path} asks for the token of the admin server.`);
		await next();
	};
}
