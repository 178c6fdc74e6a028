/** Where a redirect leads, and whether we go there. */
export interface Redirect {
	/** The new address of the server, as `Mlflow.url`; `null` where we do not follow. */
	readonly url: string | null;
	/** Where it leads, without what may be secret. */
	readonly shown: string;
}

/**
 * Reads a redirect as the server's new address. It is followed to the same host only, never from TLS to none, and only
 * where what was asked for is still the end of the path: credentials and runs must not come to anybody else.
 * @param url the server's address until now
 * @param asked what was asked of it, below that address: `/api/2.0/mlflow/runs/search`
 */
export function readRedirect(url: string, asked: string, location: string): Redirect {
	const from = new URL(`${url}${asked}`);
	if (!URL.canParse(location, from.href)) return { url: null, shown: 'nowhere' };
	const to = new URL(location, from.href);
	const shown = `${to.protocol}//${to.host}${to.pathname}`;
	const rest = from.pathname.slice(new URL(`${url}/`).pathname.length - 1);
	const isSafe = to.protocol === 'https:' || (to.protocol === from.protocol && to.port === from.port);
	if (to.hostname !== from.hostname || !isSafe || !to.pathname.endsWith(rest) || to.search !== from.search) {
		return { url: null, shown };
	}
	return { url: `${to.protocol}//${to.host}${to.pathname.slice(0, -rest.length)}`, shown };
}
