import { Hono } from 'hono';
import { answerProblem, problemAnswer } from '../../http/answer-problem';
import { bodyLimits, kilobyte } from '../../http/body-limits';
import { describeRoutes } from '../../http/document';
import { documentPages } from '../../http/document-pages';
import { dataHeaders, safeHeaders } from '../../http/headers';
import { groupOf } from '../../http/new-group';
import { readableBodies } from '../../http/readable-body';
import { noMethod, noRoute, routeTable } from '../../http/route-table';
import type { ServingContext } from './context';
import { decisionRoutes } from './decision-routes';
import { guardRoutes } from './guard';
import { logRoutes } from './log-routes';
import { serverRoutes } from './server-routes';
import { userRoutes } from './user-routes';

/** The server without its sockets. */
export interface ServingApp {
	/** Answers a request. @param bindings what the socket's side knows of it */
	fetch(request: Request, bindings?: object): Promise<Response>;
}

/** A reward is small. */
const largest = { '/reward': 16 * kilobyte, '/reset': 16 * kilobyte, '/forget': 16 * kilobyte };

/** The whole server: what stands before the routes, and the routes. */
export function servingApp(context: ServingContext): ServingApp {
	const failing = { log: context.log, parts: { noteAway: context.now } };
	const routes = groupOf();
	const groups = [serverRoutes(context), decisionRoutes(context), userRoutes(context), logRoutes(context)];
	for (const group of groups) routes.route('/', group);
	const table = routeTable(routes);
	const app = new Hono();
	app.onError((error, c) => answerProblem(c, error, failing));
	app.notFound((c) => answerProblem(c, noRoute(c.req.method, c.req.path, table), failing));
	const [pages, data] = [safeHeaders(() => true), dataHeaders()];
	app.use(context.metrics.count(table.routeAt), (c, next) =>
		(c.req.path.startsWith('/api/docs') ? pages : data)(c, next),
	);
	app.use(guardRoutes(routes, context.access), bodyLimits(largest), readableBodies());
	app.route('/', routes);
	app.route(
		'/',
		documentPages(() => describeRoutes(routes, { title: 'tip-bench serve', securitySchemes })),
	);
	return {
		fetch: async (request, bindings = {}) =>
			request.method === 'TRACE' ? problemAnswer(noMethod(request.method), failing) : app.fetch(request, bindings),
	};
}

const bearer = { type: 'http', scheme: 'bearer' } as const;

/** The token of `serve`, and that of the admin server. */
const securitySchemes = { serve: bearer, admin: bearer };
