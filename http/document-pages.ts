import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import type { OpenApiDocument } from './document';

/** The files of Swagger UI that its page needs, and what they are. */
const files: Readonly<Record<string, string>> = {
	'swagger-ui.css': 'text/css; charset=utf-8',
	'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const script = `SwaggerUIBundle({
	url: '/api/openapi.json',
	dom_id: '#routes',
	deepLinking: true,
	validatorUrl: null,
	displayRequestDuration: true,
});
`;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>tip-bench: the API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<div id="routes"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</html>
`;

/** A file of the installed package changes with its version alone. */
const cached = { 'cache-control': 'private, max-age=86400' };

/**
 * The OpenAPI document, and a page of Swagger UI to read and try it with, all of it from this server.
 * @param document made when it is first asked for
 */
export function documentPages(document: () => OpenApiDocument): Hono {
	let text: string | undefined;
	const app = new Hono()
		.get('/api/openapi.json', (c) => {
			text ??= JSON.stringify(document());
			return c.body(text, 200, { 'content-type': 'application/json' });
		})
		.get('/api/docs', (c) => c.html(page))
		.get('/api/docs/start.js', (c) => c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
	for (const [name, type] of Object.entries(files)) {
		app.get(`/api/docs/${name}`, (c) =>
			c.body(readFileSync(join(swaggerFolder(), name)), 200, { 'content-type': type, ...cached }),
		);
	}
	return app;
}

function swaggerFolder(): string {
	return dirname(require.resolve('swagger-ui-dist/package.json'));
}
