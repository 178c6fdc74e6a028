import type { Context } from 'hono';
import { ServerError } from '../errors';
import type { ServerEnv, Who } from '../group';
import type { Access } from './access';
import { addressOf } from './address-of';
import { sessionIdOf } from './cookie';
import { pageOf } from './from-page';
import { pastedToken } from './pasted-token';

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

/** What a browser sends along with each request, beside the session's cookie, where a proxy asked it for a password. */
const ofProxies = new Set(['basic', 'digest', 'negotiate', 'ntlm']);

/** The token that a header `authorization` carries, if it is for us. @throws ServerError CredentialRefused */
function sentToken(authorization = ''): string | undefined {
	const [scheme = '', ...rest] = authorization.trim().split(/\s+/);
	if (scheme.toLowerCase() === 'bearer') return rest.join(' ');
	if (scheme === '' || ofProxies.has(scheme.toLowerCase())) return undefined;
	throw new ServerError('CredentialRefused', 'The header `authorization` carries no `Bearer TOKEN`.');
}

/**
 * Compares a token. Where too many wrong ones came, a right one is let in all the same: behind a proxy all have one
 * address, and a stranger's guesses would keep everybody out. Of a short one that could be found so, nothing is said then.
 * @throws ServerError CredentialRefused, TooManyRequests
 */
export async function checkToken(
	given: string,
	address = 'unknown',
	{ token, tries }: Pick<Access, 'token' | 'tries'>,
): Promise<void> {
	const isRight = isToken(token, given);
	if (!isRight || !token.isLong()) await tries.admit(address);
	if (isRight) return tries.noteRight(address);
	await tries.noteWrong(address, given);
	throw new ServerError('CredentialRefused', 'The token is not the one of this server.');
}

/** Also one that was pasted with something around it. */
function isToken(token: Access['token'], given: string): boolean {
	return token.matches(given) || token.matches(pastedToken(given));
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
