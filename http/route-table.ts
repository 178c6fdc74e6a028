import type { OpenAPIHono } from '@hono/zod-openapi';
import { ServerError } from './errors';

/** Which routes there are, as they were defined. */
export interface RouteTable {
	/** The methods by which a path is there; none where it is not. */
	methodsAt(path: string): string[];
	/** The path of the route that one is at, as it was defined; `null` where there is none. */
	routeAt(path: string): string | null;
	/** Whether a route asks for no credential. */
	isOpen(method: string, path: string): boolean;
}

/** The definitions of routes. */
export function definedRoutes({ openAPIRegistry }: Pick<OpenAPIHono, 'openAPIRegistry'>) {
	return openAPIRegistry.definitions.flatMap((each) => (each.type === 'route' ? [each.route] : []));
}

/** Reads the table from the routes themselves. */
export function routeTable(routes: Pick<OpenAPIHono, 'openAPIRegistry'>): RouteTable {
	const known = definedRoutes(routes).map(({ path, method, security }) => ({
		...{ path, method: method.toUpperCase() },
		isOpen: security?.length === 0,
		pattern: patternOf(path),
	}));
	const at = (path: string) => known.filter(({ pattern }) => pattern.test(path));
	return {
		methodsAt: (path) => at(path).flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
		routeAt: (path) => at(path)[0]?.path ?? null,
		isOpen: (method, path) =>
			at(path).some((each) => each.isOpen && each.method === (method === 'HEAD' ? 'GET' : method)),
	};
}

/** The failure of a request that no route takes. */
export function noRoute(method: string, path: string, table: RouteTable): ServerError {
	const methods = table.methodsAt(path);
	if (methods.length === 0) return new ServerError('RouteUnknown', `There is no ${path}.`);
	return new ServerError('MethodRefused', `${path} is there by ${methods.join(', ')}, not by ${method}.`, {
		allow: methods,
	});
}

/** The failure of a request by a method that nothing is there by. */
export function noMethod(method: string): ServerError {
	return new ServerError('MethodRefused', `Nothing is there by ${method}.`);
}

function patternOf(path: string): RegExp {
	const parts = path.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('[^/]+')}$`);
}
