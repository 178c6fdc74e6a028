import { TipBenchError } from '../domain/errors';
import { documentOf } from './document';
import { type TestApp, testApp } from './test-support/test-app';

// Every route of the document is asked what strangers, fuzzers and broken scripts ask. Neither Temporal nor MLflow nor Ollama
// is there: what gets so far is answered 503.

let app: TestApp;

beforeAll(() => {
	const nowhere = { MLFLOW_TRACKING_URI: 'http://127.0.0.1:9', OLLAMA_HOST: 'http://127.0.0.1:9' };
	const temporal = async () => {
		throw new TipBenchError('TemporalUnavailable', 'Temporal at nowhere does not answer');
	};
	app = testApp({
		env: nowhere,
		places: { temporal },
		isThere: async () => false,
		limits: { wrongOfOne: 1e6, wrongOfAll: 1e6, requests: 1e6 },
	});
});

afterAll(() => app.remove());

const names = [
	'..',
	'.',
	'\0',
	'%',
	'%2e%2e%2f',
	'/',
	'//',
	"' OR 1=1 --",
	'"><script>',
	'\u202e',
	'😀',
	'\ud800',
	'a'.repeat(4_000),
];

const bodies = [
	'',
	'null',
	'[]',
	'"text"',
	'{',
	'{"__proto__": {"admin": true}, "constructor": 1}',
	`${'['.repeat(100_000)}${']'.repeat(100_000)}`,
	`{"models": ${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
	'{"experiment": {"$ne": null}, "n_tips": 1e999, "seed": -0, "by": "\\u0000"}',
	`{"models": "${'x,'.repeat(100_000)}"}`,
	'\ufeff{}',
	'\xff\xfe',
];

interface Operation {
	readonly path: string;
	readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
	readonly queries: readonly string[];
}

function operations(): Operation[] {
	return Object.entries(documentOf(app.routes).paths ?? {}).flatMap(([path, item]) =>
		(['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
			const operation = item[method];
			if (operation === undefined) return [];
			const parameters = (operation.parameters ?? []) as readonly { readonly name: string; readonly in: string }[];
			return [{ path, method, queries: parameters.filter((each) => each.in === 'query').map(({ name }) => name) }];
		}),
	);
}

/** What must not happen: a failure that nobody expected, or an answer that tells of our insides. */
async function complaint(method: string, path: string, body?: string): Promise<string[]> {
	const init = body === undefined ? { method } : { method, body, headers: { 'content-type': 'application/json' } };
	const answer = await app.ask(path, init);
	const text = answer.body === null ? '' : await answer.text();
	const isExpected = answer.status < 500 || answer.status === 503;
	const isClean = !/node_modules|\.[jt]s:\d+|<script>/.test(text);
	return isExpected && isClean
		? []
		: [`${method} ${path.slice(0, 100)} ${(body ?? '').slice(0, 60)} → ${answer.status} ${text.slice(0, 200)}`];
}

/** All at once: an MLflow that is away is tried again for a second. */
async function complaints(asked: readonly Parameters<typeof complaint>[]): Promise<string[]> {
	return (await Promise.all(asked.map((each) => complaint(...each)))).flat();
}

test('a name of any kind, in path and query, is answered in an expected way', async () => {
	const asked = operations().flatMap(({ path, method, queries }) =>
		names.flatMap((name): Parameters<typeof complaint>[] => {
			const at = path.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(name.toWellFormed()));
			const all = new URLSearchParams(queries.map((each): [string, string] => [each, name]));
			const one = new URLSearchParams(queries.includes('experiment') ? { experiment: name } : {});
			const body = method === 'get' || method === 'delete' ? undefined : '{}';
			return [all, one].map((query) => [method.toUpperCase(), `${at}?${query}`, body]);
		}),
	);
	expect(asked.length).toBeGreaterThan(200);
	expect(await complaints(asked)).toEqual([]);
});

test('a body of any kind is answered in an expected way', async () => {
	const asked = operations().flatMap(({ path, method, queries }) => {
		if (method === 'get' || method === 'delete') return [];
		const at = path.replaceAll(/\{[^}]+\}/g, 'a%2Fb');
		const query = queries.includes('experiment') ? '?experiment=a' : queries.includes('dry_run') ? '?dry_run=1' : '';
		return bodies.map((body): Parameters<typeof complaint> => [method.toUpperCase(), `${at}${query}`, body]);
	});
	expect(await complaints(asked)).toEqual([]);
});
