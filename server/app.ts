import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { audit } from './access/audit';
import { bodyLimits } from './access/body-limits';
import { guardDoor, guardRoutes } from './access/guard';
import { safeHeaders } from './access/headers';
import { readableBodies } from './access/readable-body';
import { answerProblem, problemAnswer } from './answer-problem';
import { experimentByPath } from './by-path';
import type { ServerContext } from './context';
import { documentOf } from './document';
import { documentPages } from './document-pages';
import { ServerError } from './errors';
import type { ServerEnv } from './group';
import { createMetrics } from './metrics';
import { panelFiles, panelFolder } from './panel-files';
import { type RouteTable, routeTable } from './route-table';
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
	const app = new Hono<ServerEnv>();
	app.onError((error, c) => answerProblem(c, error, context));
	app.notFound((c) => answerProblem(c, noRoute(c.req.method, c.req.path, table), context));
	// Event streams are not: what is written to them has to come at once.
	app.use(compress(), metrics.count(table.routeAt), safeHeaders(), guardDoor(access));
	app.use('/api/*', guardRoutes(access, table), audit(context), bodyLimits(), readableBodies());
	app.route('/', routes);
	app.route(
		'/',
		documentPages(() => documentOf(routes)),
	);
	app.route('/', panelFiles(panelFolder()));
	const fetch = async (request: Request, bindings: object = {}) => {
		// No request of the web's can be made of it, so that it cannot come as far as the routes.
		if (request.method === 'TRACE') return problemAnswer(noMethod(request.method), context);
		return app.fetch(experimentByPath(request, table.verbs), bindings);
	};
	return {
		...{ fetch, routes },
		request: (path, init) => fetch(new Request(new URL(path, 'http://127.0.0.1'), init)),
	};
}

function noMethod(method: string): ServerError {
	return new ServerError('MethodRefused', `Nothing is there by ${method}.`);
}

function noRoute(method: string, path: string, table: RouteTable): ServerError {
	const methods = table.methodsAt(path);
	if (methods.length === 0) return new ServerError('RouteUnknown', `There is no ${path}.`);
	return new ServerError('MethodRefused', `${path} is there by ${methods.join(', ')}, not by ${method}.`, {
		allow: methods,
	});
}
