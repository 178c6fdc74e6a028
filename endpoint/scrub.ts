import { clipText } from '../domain/clip';
import type { Endpoint } from './client';

/**
 * What an endpoint said, on one line and without what is secret: it may repeat the key that it was given, and addresses,
 * its own or those behind it.
 * @param most characters
 */
export function scrubbed({ key, address }: Pick<Endpoint, 'key' | 'address'>, said: string, most = 200): string {
	const secrets = [key, key === null ? null : encodeURIComponent(key), address.host, address.hostname];
	let text = said.slice(0, 20_000).replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]}]+/gi, '(an address)');
	for (const secret of secrets) if (secret) text = text.replaceAll(secret, '…');
	return clipText(text.replace(/[\s\p{Cc}]+/gu, ' ').trim(), most);
}
