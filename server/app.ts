import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { answerProblem, problemAnswer } from '../http/answer-problem';
import { bodyLimits } from '../http/body-limits';
import { documentPages } from '../http/document-pages';
import { safeHeaders } from '../http/headers';
import { readableBodies } from '../http/readable-body';
import { noMethod, noRoute, routeTable } from '../http/route-table';
import { audit } from './access/audit';
import { largestBodies, readThemselves } from './access/bodies';
import { guardDoor, guardRoutes } from './access/guard';
import { experimentByPath } from './by-path';
import type { ServerContext } from './context';
import { documentOf } from './document';
import { verbsOf } from './experiment-route';
import type { ServerEnv } from './group';
import { isApi } from './is-api';
import { createMetrics } from './metrics';
import { panelFiles, panelFolder } from './panel-files';
import { allRoutes, type Routes } from './routes/all';

/** The server without its sockets. */
export interface App {
	/** Answers a request. @param bindings what the socket's side knows of it */
	fetch(request: Request, bindings?: object): Promise<Response>;
	/** The same for a path, as tests ask. */
	request(path: string, init?: RequestInit): Promise<Response>;
	/** The routes with their definitions. */
	readonly routes: Routes;
}

/** The whole server: what stands before the routes, and the routes. */
export function createApp(context: ServerContext): App {
	const { access } = context;
	const metrics = createMetrics();
	const routes = allRoutes(context, metrics);
	const table = routeTable(routes);
	const verbs = verbsOf(routes);
	const app = new Hono<ServerEnv>();
	app.onError((error, c) => answerProblem(c, error, context));
	app.notFound((c) => answerProblem(c, noRoute(c.req.method, c.req.path, table), context));
	// Event streams are not: what is written to them has to come at once.
	app.use(compress(), metrics.count(table.routeAt), safeHeaders(isApi), guardDoor(access));
	app.use(
		'/api/*',
		guardRoutes(access, table),
		audit(context),
		bodyLimits(largestBodies),
		readableBodies(readThemselves),
	);
	app.route('/', routes);
	app.route(
		'/',
		documentPages(() => documentOf(routes)),
	);
	app.route('/', panelFiles(panelFolder()));
	const fetch = async (request: Request, bindings: object = {}) => {
		// No request of the web's can be made of it, so that it cannot come as far as the routes.
		if (request.method === 'TRACE') return problemAnswer(noMethod(request.method), context);
		return app.fetch(experimentByPath(request, verbs), bindings);
	};
	return {
		...{ fetch, routes },
		request: (path, init) => fetch(new Request(new URL(path, 'http://127.0.0.1'), init)),
	};
}
