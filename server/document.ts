import { readVersion } from '../machine/version';
import { benchPath } from './experiment-route';
import { problemSchema } from './problem';
import type { Routes } from './routes/all';

/** The document of a server's routes, as OpenAPI 3.1 has it. */
export type OpenApiDocument = ReturnType<Routes['getOpenAPI31Document']>;

type PathItem = NonNullable<OpenApiDocument['paths']>[string];
type Operation = NonNullable<PathItem['get']>;

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The name of the cookie stands in the document alone: each server has one of its own. */
const cookieName = 'tip-bench-session';

const problemAnswer = {
	description: 'It failed: problem details as RFC 9457 has them.',
	content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/**
 * The OpenAPI document of all routes, made once of their own schemas: those about an experiment in both their forms, and each with
 * what it answers where it fails.
 */
export function documentOf(routes: Routes): OpenApiDocument {
	const { openAPIRegistry } = routes;
	openAPIRegistry.register('Problem', problemSchema);
	openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
	openAPIRegistry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: cookieName });
	const document = routes.getOpenAPI31Document({
		openapi: '3.1.0',
		info: { title: 'tip-bench', version: readVersion() },
		servers: [{ url: '/' }],
		security: [{ token: [] }, { session: [] }],
	});
	const paths = Object.entries(document.paths ?? {}).map(([path, item]) => [path, withProblems(item)] as const);
	return {
		...document,
		paths: Object.fromEntries(paths.flatMap(([path, item]) => [[path, item], ...byPath(path, item)])),
	};
}

function operationsOf(item: PathItem): [(typeof methods)[number], Operation][] {
	return methods.flatMap((method) => {
		const operation = item[method];
		return operation === undefined ? [] : [[method, operation]];
	});
}

function withProblems(item: PathItem): PathItem {
	const operations = operationsOf(item).map(([method, operation]) => [
		method,
		{ ...operation, responses: { ...operation.responses, default: problemAnswer } },
	]);
	return { ...item, ...Object.fromEntries(operations) };
}

/** The same route with the experiment in its path. */
function byPath(path: string, item: PathItem): [string, PathItem][] {
	if (!path.startsWith(benchPath)) return [];
	const twins = operationsOf(item).flatMap(([method, operation]) => {
		const [experiment, ...others] = sorted(operation.parameters ?? []);
		if (experiment === undefined) return [];
		return [[method, { ...operation, parameters: [{ ...experiment, in: 'path', required: true }, ...others] }]];
	});
	return twins.length === 0 ? [] : [[`${path}/{experiment}`, Object.fromEntries(twins)]];
}

type Parameters = NonNullable<Operation['parameters']>;

/** The experiment first; nothing where a route is about none. */
function sorted(parameters: Parameters): Parameters {
	const isExperiment = (each: Parameters[number]) => 'name' in each && each.name === 'experiment';
	const experiment = parameters.filter(isExperiment);
	return experiment.length === 0 ? [] : [...experiment, ...parameters.filter((each) => !isExperiment(each))];
}
