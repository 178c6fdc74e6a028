import type { OpenAPIHono } from '@hono/zod-openapi';
import { benchPath } from './experiment-route';

/** Which routes there are, as they were defined. */
export interface RouteTable {
	/** The verbs of the routes about one experiment, longer ones first. */
	readonly verbs: readonly string[];
	/** The methods by which a path is there; none where it is not. */
	methodsAt(path: string): string[];
	/** The path of the route that one is at, as it was defined; `null` where there is none. */
	routeAt(path: string): string | null;
	/** Whether a route asks for no credential. */
	isOpen(method: string, path: string): boolean;
}

/** Reads the table from the routes themselves. */
export function routeTable({ openAPIRegistry }: Pick<OpenAPIHono, 'openAPIRegistry'>): RouteTable {
	const routes = openAPIRegistry.definitions.flatMap((each) => (each.type === 'route' ? [each.route] : []));
	const known = routes.map(({ path, method, security, request }) => ({
		...{ path, method: method.toUpperCase(), query: request?.query },
		isOpen: security?.length === 0,
		pattern: patternOf(path),
	}));
	const verbs = known
		.filter(
			({ path, query }) =>
				path.startsWith(benchPath) &&
				query !== undefined &&
				'shape' in query &&
				'experiment' in (query.shape as object),
		)
		.map(({ path }) => path.slice(benchPath.length));
	const at = (path: string) => known.filter(({ pattern }) => pattern.test(path));
	return {
		verbs: [...new Set(verbs)].sort((a, b) => b.length - a.length),
		methodsAt: (path) => at(path).flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
		routeAt: (path) => at(path)[0]?.path ?? null,
		isOpen: (method, path) =>
			at(path).some((each) => each.isOpen && each.method === (method === 'HEAD' ? 'GET' : method)),
	};
}

function patternOf(path: string): RegExp {
	const parts = path.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('[^/]+')}$`);
}
