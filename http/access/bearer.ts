import { ServerError } from '../errors';
import { pastedToken } from './pasted-token';
import type { Token } from './token';
import type { Tries } from './tries';

/** A token that given ones are compared with. */
type Compared = Pick<Token, 'matches' | 'isLong'>;

/** What a browser sends along with each request, beside the session's cookie, where a proxy asked it for a password. */
const ofProxies = new Set(['basic', 'digest', 'negotiate', 'ntlm']);

/** The token that a header `authorization` carries, if it is for us. @throws ServerError CredentialRefused */
export function sentToken(authorization = ''): string | undefined {
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
	{ token, tries }: { readonly token: Compared; readonly tries: Tries },
): Promise<void> {
	const isRight = isToken(token, given);
	if (!isRight || !token.isLong()) await tries.admit(address);
	if (isRight) return tries.noteRight(address);
	await tries.noteWrong(address, given);
	throw new ServerError('CredentialRefused', 'The token is not the one of this server.');
}

/** Also one that was pasted with something around it. */
export function isToken(token: Compared, given: string): boolean {
	return token.matches(given) || token.matches(pastedToken(given));
}
