import type { Context } from 'hono';
import { addressOf } from '../../http/access/address-of';
import { checkToken, isToken, sentToken } from '../../http/access/bearer';
import { ServerError } from '../../http/errors';
import type { ServerEnv, Who } from '../group';
import type { Access } from './access';
import { sessionIdOf } from './cookie';
import { pageOf } from './from-page';

/** Methods that change nothing. */
const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Who asks, and whether they still may, which lasts as long as their session or token. */
export interface Admitted {
	readonly who: Who;
	stillMay(): boolean;
}

/**
 * Who asks, by the token or by a session; a token that was sent decides, whatever cookie goes with it.
 * @throws ServerError CredentialMissing, CredentialRefused, TooManyRequests, OriginRefused
 */
export async function whoAsks(c: Context<ServerEnv>, access: Access): Promise<Admitted> {
	const address = addressOf(c);
	const token = sentToken(c.req.header('authorization'));
	if (token !== undefined) {
		await checkToken(token, address, access);
		return { who: { by: 'token', address }, stillMay: () => isToken(access.token, token) };
	}
	const id = sessionIdOf(c);
	if (id === undefined)
		throw new ServerError('CredentialMissing', 'Nobody is signed in, and no `Bearer` token was sent.');
	if (access.sessions.find(id) === null) throw new ServerError('CredentialRefused', 'The session has ended.');
	refuseOtherPages(c, access, reading.has(c.req.method));
	return { who: { by: 'session', address }, stillMay: () => access.sessions.has(id) };
}

/**
 * Refuses what another page asks by a browser's cookie. A change has to come from our own page for sure.
 * @throws ServerError OriginRefused
 */
export function refuseOtherPages(c: Context, { hosts }: Pick<Access, 'hosts'>, mayBeUnsaid: boolean): void {
	const page = pageOf(c.req.raw.headers, new URL(c.req.url).host, hosts);
	if (page === 'own' || (page === 'unsaid' && mayBeUnsaid)) return;
	const what =
		page === 'other' ? 'A page of another site or port asked.' : 'The browser does not say which page asked.';
	throw new ServerError('OriginRefused', what);
}
