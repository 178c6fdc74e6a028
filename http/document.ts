import type { OpenAPIHono } from '@hono/zod-openapi';
import { readVersion } from '../machine/version';
import { problemSchema } from './problem';

/** The document of routes, as OpenAPI 3.1 has it. */
export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

export type PathItem = NonNullable<OpenApiDocument['paths']>[string];
export type Operation = NonNullable<PathItem['get']>;

/** What a server is told by. */
export interface Described {
	readonly title: string;
	/** Ways to say who asks, by their names; each does alone. */
	readonly securitySchemes: Readonly<Record<string, Parameters<Registry['registerComponent']>[2]>>;
}

type Registry = OpenAPIHono['openAPIRegistry'];

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

const problemAnswer = {
	description: 'It failed: problem details as RFC 9457 has them.',
	content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The OpenAPI document of routes, made once of their own schemas, each with what it answers where it fails. */
export function describeRoutes(
	routes: Pick<OpenAPIHono, 'openAPIRegistry' | 'getOpenAPI31Document'>,
	{ title, securitySchemes }: Described,
): OpenApiDocument {
	const { openAPIRegistry } = routes;
	openAPIRegistry.register('Problem', problemSchema);
	for (const [name, scheme] of Object.entries(securitySchemes))
		openAPIRegistry.registerComponent('securitySchemes', name, scheme);
	const document = routes.getOpenAPI31Document({
		openapi: '3.1.0',
		info: { title, version: readVersion() },
		servers: [{ url: '/' }],
		security: Object.keys(securitySchemes).map((name) => ({ [name]: [] })),
	});
	const paths = Object.entries(document.paths ?? {}).map(([path, item]) => [path, withProblems(item)] as const);
	return { ...document, paths: Object.fromEntries(paths) };
}

export function operationsOf(item: PathItem): [(typeof methods)[number], Operation][] {
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
