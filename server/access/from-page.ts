import type { Hosts } from './hosts';

/** What a browser says of the page that a request came from. */
export type FromPage = 'own' | 'other' | 'unsaid';

/**
 * Reads `Sec-Fetch-Site`, which no page can set, and else `Origin`. Another port of the same host is another page, though a
 * cookie goes there too.
 * @param host that of the request
 */
export function pageOf(headers: Headers, host: string, hosts: Hosts): FromPage {
	const site = headers.get('sec-fetch-site');
	if (site !== null) return site === 'same-origin' ? 'own' : site === 'none' ? 'unsaid' : 'other';
	const origin = headers.get('origin');
	if (origin === null) return 'unsaid';
	return hosts.isOwnOrigin(origin, host) ? 'own' : 'other';
}
