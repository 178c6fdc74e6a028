import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** What a page of ours may do: show and run its own files, and talk to its own server. */
const pagePolicy = {
	defaultSrc: ["'none'"],
	scriptSrc: ["'self'"],
	styleSrc: ["'self'"],
	imgSrc: ["'self'", 'data:'],
	fontSrc: ["'self'"],
	connectSrc: ["'self'"],
	manifestSrc: ["'self'"],
	...{ baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
};

/** The page to try the API is another's, and sets styles by itself. */
const docsPolicy = { ...pagePolicy, styleSrc: ["'self'", "'unsafe-inline'"] };

/** What an answer of the API may do where a browser takes it for a page: nothing. */
const dataPolicy = {
	defaultSrc: ["'none'"],
	...{ baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
};

/** Whether TLS is there is for the proxy to say; all else holds for every answer. What a route has set itself stays. */
const common = {
	...{ strictTransportSecurity: false, xFrameOptions: 'DENY', overwrite: false },
	// Not `no-referrer`: browsers would then hide from us that a change came from our own page.
	referrerPolicy: 'same-origin',
} as const;

/**
 * The headers that keep a browser from doing more with an answer than is meant.
 * @param isApi whether a path is the API's; every other one is a page's
 */
export function safeHeaders(isApi: (path: string) => boolean): MiddlewareHandler {
	const [page, docs, data] = [pagePolicy, docsPolicy, dataPolicy].map((contentSecurityPolicy) =>
		secureHeaders({ ...common, contentSecurityPolicy }),
	);
	return async (c, next) => {
		const { path } = c.req;
		const isDocs = path === '/api/docs';
		const isData = isApi(path) && !isDocs;
		const set = isData ? data : isDocs ? docs : page;
		await set?.(c, next);
		if (isData && !c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
	};
}

/** As {@link safeHeaders} of the API's, set before the answer is made: it need not be made anew for them, which takes its time. */
export function dataHeaders(): MiddlewareHandler {
	const policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
	return (c, next) => {
		c.header('content-security-policy', policy);
		c.header('cache-control', 'no-store');
		c.header('cross-origin-resource-policy', 'same-origin');
		c.header('referrer-policy', common.referrerPolicy);
		c.header('x-content-type-options', 'nosniff');
		c.header('x-frame-options', common.xFrameOptions);
		return next();
	};
}
