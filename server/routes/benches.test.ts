import { createTemporaryCatalog, type TemporaryCatalog } from '../../catalog/test-support/temporary-catalog';
import { TipBenchError } from '../../domain/errors';
import { type TestApp, testApp } from '../test-support/test-app';

// Nothing stands behind this server: neither Temporal nor MLflow nor Ollama.

let app: TestApp;
let data: TemporaryCatalog;

const away = async () => {
	throw new TipBenchError('TemporalUnavailable', 'Temporal at nowhere does not answer');
};

const judge = [
	'api: openai',
	'model: gpt',
	'address_variable: SECRET_ADDRESS',
	'key_variable: SECRET_KEY',
	'most_cost: 2',
].join('\n');

beforeAll(async () => {
	data = await createTemporaryCatalog();
	await data.put('auto-judges/haiku.yaml', judge);
	await data.put('auto-judges/broken.yaml', 'api: telegraph\n');
	const nowhere = { MLFLOW_TRACKING_URI: 'http://127.0.0.1:9', OLLAMA_HOST: 'http://127.0.0.1:9' };
	app = testApp({
		env: { ...nowhere, TIP_BENCH_DATA: data.root },
		places: { temporal: away },
		isThere: async () => false,
		now: () => Date.parse('2026-01-01T00:00:00.000Z'),
	});
});

afterAll(async () => {
	app.remove();
	await data.remove();
});

const post = (path: string, body?: unknown, type = 'application/json') =>
	app.ask(path, {
		method: 'POST',
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		headers: { 'content-type': type },
	});

const problem = async (answer: Promise<Response>) => {
	const { status, headers } = await answer;
	expect(headers.get('content-type')).toBe('application/problem+json');
	return { status, ...((await (await answer).json()) as object) };
};

const since = '2026-01-01T00:00:00.000Z';
const isAway = { status: 503, code: 'TemporalUnavailable', part: 'temporal', since, retry_after: 5 };

test.each([
	['GET', '/api/bench/status?experiment=a'],
	['GET', '/api/bench/progress/a%2Fb'],
	['POST', '/api/bench/pause?experiment=a'],
	['POST', '/api/bench/resume/a'],
	['POST', '/api/bench/cancel?experiment=a'],
	['GET', '/api/leases'],
	['GET', '/api/schedules'],
	['DELETE', '/api/schedules?schedule=a'],
	['POST', '/api/schedules/trigger?schedule=nightly/a'],
])('while Temporal is away, %s %s says so, and since when', async (method, path) => {
	expect(await problem(app.ask(path, { method }))).toMatchObject(isAway);
});

test('while Temporal is away nothing is started, and what waits says that it is away', async () => {
	expect(await problem(post('/api/bench/run', { experiment: 'a' }))).toMatchObject(isAway);
	expect(await problem(post('/api/bench/judged?experiment=a', {}))).toMatchObject(isAway);
	expect(await (await app.ask('/api/waiting')).json()).toEqual({
		count: 2,
		items: [
			{ kind: 'trouble', count: 1, since, text: expect.stringMatching(/^Temporal is away: /) },
			{ kind: 'trouble', count: 1, since, text: expect.stringMatching(/^MLflow is away: /) },
		],
	});
	expect(await problem(app.ask('/api/models'))).toMatchObject({ status: 503, part: 'ollama', since });
});

test.each([
	[400, 'RequestInvalid', '[]'],
	[400, 'RequestInvalid', '"models"'],
	[400, 'RequestInvalid', 'null'],
	[400, 'RequestInvalid', '{"models":'],
	[422, 'InvalidConfig', { experiment: 'a', n_tips: 99 }],
	[422, 'InvalidConfig', { conf: { experiment: 'a'.repeat(300) } }],
	[422, 'InvalidConfig', { __proto__: null, constructor: 1 }],
	[400, 'AddressRefused', { ollama_url: 'http://169.254.169.254/latest' }],
	[400, 'AddressRefused', { conf: '{"mlflow_url": "http://evil:5000"}' }],
	[400, 'AddressRefused', { gpus: '{"gpu": "10.0.0.1"}' }],
	[400, 'RequestInvalid', { export_dir: '/etc' }],
	[400, 'RequestInvalid', { dag_run: { conf: { export_dir: '~/.ssh' } } }],
])('%i %s for a body of %j', async (status, code, body) => {
	expect(await problem(post('/api/bench/run', body))).toMatchObject({ status, code });
});

test('faults of a config come by their keys; a misspelt dry_run starts nothing', async () => {
	expect(await problem(post('/api/bench/run', { n_tips: 0, modles: 'a' }))).toMatchObject({
		faults: [
			{ key: 'n_tips', message: 'must be at least 1, but is 0' },
			{ key: 'modles', message: 'unknown key; did you mean models?' },
		],
	});
	// A dry run tells of those in files too, before it asks anybody.
	const dry = await problem(post('/api/bench/run?dry_run=1', { n_tips: 0, prompts: 'v9' }));
	expect(dry).toMatchObject({ status: 422, faults: [{ key: 'n_tips' }, { key: 'prompts' }, { key: 'rubric' }] });
	expect(JSON.stringify(dry)).toContain('v9');
	expect(await problem(post('/api/bench/run?dryrun=1', {}))).toMatchObject({
		status: 400,
		faults: [{ key: 'dryrun' }],
	});
	expect(await problem(post('/api/bench/run', {}, 'text/plain'))).toMatchObject({ status: 415 });
	const huge = `{"models": "${'a'.repeat(2_000_000)}"}`;
	expect(await problem(post('/api/bench/run', huge))).toMatchObject({ status: 413, code: 'RequestTooLarge' });
});

test.each([
	['/api/bench/judged?experiment=a', { by: 'm\u0007e' }],
	['/api/bench/judged?experiment=a', { partial: 'yes' }],
	['/api/bench/judged?experiment=a', { partially: true }],
	['/api/bench/judge?experiment=a', { kind: '' }],
	['/api/bench/judge?experiment=a', []],
	['/api/schedules', { bench: {}, cron: '' }],
])('%s refuses %j', async (path, body) => {
	expect(await problem(post(path, body))).toMatchObject({ status: 400, code: 'RequestInvalid' });
});

test('a schedule may name no strange place either', async () => {
	const bench = { experiment: 'a', ollama_url: 'http://evil', nightly: { baseline_experiment: 'b' } };
	expect(await problem(post('/api/schedules', { bench }))).toMatchObject({ code: 'AddressRefused' });
});

test('the catalog shows no address and no key of an auto judge; a broken file hides no other', async () => {
	const answer = await app.ask('/api/catalog/auto-judges');
	const text = await answer.text();
	expect(text).not.toMatch(/SECRET/);
	expect(JSON.parse(text)).toMatchObject({
		auto_judges: [{ kind: 'haiku', api: 'openai', model: 'gpt', most_cost: 2 }],
		faults: [{ name: 'broken', message: expect.stringContaining('auto-judges/broken.yaml') }],
	});
});

test('prompts, scenarios page by page, and the keys of a config', async () => {
	expect(await (await app.ask('/api/catalog/prompts')).json()).toMatchObject({
		prompts: [{ name: 'v1', template: 'Write {{n_tips}} tips.' }],
	});
	expect(await (await app.ask('/api/catalog/scenarios?from=1&limit=1')).json()).toMatchObject({
		total: 2,
		scenarios: [{ name: expect.any(String), fields: expect.any(Object) }],
	});
	expect(await problem(app.ask('/api/catalog/scenarios?limit=0'))).toMatchObject({ status: 400 });
	const keys = (await (await app.ask('/api/catalog/config')).json()) as Record<string, { key: string }[]>;
	expect(keys.bench).toContainEqual(expect.objectContaining({ key: 'n_tips', minimum: 1, maximum: 50, default: 5 }));
	expect(keys.nightly?.map(({ key }) => key)).toContain('baseline_experiment');
	expect(keys.gate?.map(({ key }) => key)).toContain('alpha');
});

test('metrics count by route, whatever is asked for, and answer while parts are away', async () => {
	for (const path of ['/api/bench/status/one', '/api/bench/status/two', '/api/no-such/1', '/api/no-such/2'])
		await app.ask(path);
	const text = await (await app.ask('/api/metrics')).text();
	expect(text).toMatch(/tip_bench_http_requests_total\{method="GET",route="\/api\/bench\/status",status="503"\} \d+/);
	expect(text).toMatch(/route="none",status="404"\} 2/);
	expect(text).not.toMatch(/no-such|two"/);
	expect(text).toContain('tip_bench_part_up{part="temporal"} 0');
	expect(text).toContain('process_cpu_seconds_total');
});
