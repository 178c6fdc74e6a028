import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import { onlyKeys } from '../http/only-keys';
import { definedRoutes } from '../http/route-table';

/**
 * The name of an experiment: any text that MLflow takes, with slashes, spaces, quotes, in any script. It reaches neither a
 * file's path nor a filter unescaped.
 */
export const experimentName = z
	.string('must be one text')
	.min(1, 'must name an experiment')
	.max(500, 'must have at most 500 characters')
	.refine((name) => name.isWellFormed() && !name.includes('\0'), 'must not hold half a character, or NUL')
	.openapi({ example: 'prompt-ab/v1-vs-v2' });

/** Below it stand all routes about an experiment. */
export const benchPath = '/api/bench/';

/** All of a route but where it is and what its query has. */
type Rest = Omit<RouteConfig, 'path' | 'request'>;

/**
 * A route about one experiment, `/api/bench/VERB?experiment=NAME`. It is reached as `/api/bench/VERB/NAME` too, with the name
 * percent-encoded or not: `by-path.ts` reads that form, so that it stands nowhere twice. A query has no other keys than the
 * ones named here: a misspelt `dry_run` must not start anything.
 * @param verb one word, or several with a slash between
 * @param query what it takes beside the experiment
 * @param rest method, responses, and what the document says
 * @param body what it takes as JSON, if anything
 */
export function experimentRoute<const Verb extends string, const R extends Rest, Query extends z.ZodRawShape>(
	verb: Verb,
	query: Query,
	rest: R,
) {
	return createRoute({
		...rest,
		path: `${benchPath}${verb}` as const,
		request: { query: onlyKeys({ experiment: experimentName, ...query }) },
	});
}

/** As {@link experimentRoute}, of a route that takes a body of JSON. */
export function experimentRouteWithBody<
	const Verb extends string,
	const R extends Rest,
	Query extends z.ZodRawShape,
	Body extends z.ZodType,
>(verb: Verb, query: Query, body: Body, rest: R) {
	return createRoute({
		...rest,
		path: `${benchPath}${verb}` as const,
		request: {
			query: onlyKeys({ experiment: experimentName, ...query }),
			body: { content: { 'application/json': { schema: body } }, required: true as const },
		},
	});
}

/** The verbs of the routes about one experiment, longer ones first. */
export function verbsOf(routes: Parameters<typeof definedRoutes>[0]): string[] {
	const verbs = definedRoutes(routes)
		.filter(({ path, request }) => {
			const query = request?.query;
			return (
				path.startsWith(benchPath) && query !== undefined && 'shape' in query && 'experiment' in Object(query.shape)
			);
		})
		.map(({ path }) => path.slice(benchPath.length));
	return [...new Set(verbs)].sort((a, b) => b.length - a.length);
}
