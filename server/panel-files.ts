import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { projectRoot } from '../machine/folders';
import { isApi } from './is-api';

/** The one page that all pages of the panel begin as. */
const page = 'index.html';

/** Below it a file's name holds the hash of what is in it. */
const named = '/assets/';

/** Where the build puts the panel. */
export function panelFolder(): string {
	return join(projectRoot(), 'dist', 'panel');
}

/**
 * The panel's pages. Every address but the API's that is no file is one of its own pages, so that links into it work; they
 * hold no secret, so nobody is asked who they are.
 * @param folder where the built panel is; without one there are no pages
 */
export function panelFiles(folder: string): Hono {
	const app = new Hono();
	if (!existsSync(join(folder, page))) return app;
	const file = cached(serveStatic({ root: folder }), (path) =>
		path.startsWith(named) ? 'public, max-age=31536000, immutable' : 'no-cache',
	);
	const whole = cached(serveStatic({ root: folder, path: page }), () => 'no-cache');
	app.get('*', (c, next) => {
		const { path } = c.req;
		if (isApi(path)) return next();
		if (path === '/' || path === `/${page}`) return whole(c, next);
		// A file of the build's own, such as its stamp.
		return path.includes('/.') ? next() : file(c, next);
	});
	app.get('*', (c, next) => (isPageOfPanel(c.req.path) ? whole(c, next) : next()));
	return app;
}

/** Says of what a handler found how long a browser may keep it. */
function cached(serve: MiddlewareHandler, cacheOf: (path: string) => string): MiddlewareHandler {
	return async (c, next) => {
		const answer = await serve(c, next);
		if (answer instanceof Response) answer.headers.set('cache-control', cacheOf(c.req.path));
		return answer;
	};
}

/** What lies where the build puts files is a file that is not there; an experiment may have a name with an ending. */
function isPageOfPanel(path: string): boolean {
	return !isApi(path) && !path.startsWith(named) && !path.includes('/.');
}
