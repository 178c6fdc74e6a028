import { describeRoutes, type OpenApiDocument, type Operation, operationsOf, type PathItem } from '../http/document';
import { benchPath } from './experiment-route';
import type { Routes } from './routes/all';

/** The name of the cookie stands in the document alone: each server has one of its own. */
const cookieName = 'tip-bench-session';

/** The OpenAPI document of all routes: those about an experiment in both their forms. */
export function documentOf(routes: Routes): OpenApiDocument {
	const document = describeRoutes(routes, {
		title: 'tip-bench',
		securitySchemes: {
			token: { type: 'http', scheme: 'bearer' },
			session: { type: 'apiKey', in: 'cookie', name: cookieName },
		},
	});
	const paths = Object.entries(document.paths ?? {});
	return {
		...document,
		paths: Object.fromEntries(paths.flatMap(([path, item]) => [[path, item], ...byPath(path, item)])),
	};
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
