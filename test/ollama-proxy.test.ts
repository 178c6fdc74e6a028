import { type Intervention, type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { babbler, testStack, tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';

let proxy: OllamaProxy;
let next: Intervention | null = null;

beforeAll(async () => {
	proxy = await startOllamaProxy({
		target: testStack().ollama,
		intervene: ({ kind }) => (kind === 'generate' ? next : null),
	});
});

afterEach(() => {
	next = null;
});

afterAll(() => proxy.close());

const ask = (body: object, signal?: AbortSignal) =>
	fetch(`${proxy.url}/api/generate`, { method: 'POST', body: JSON.stringify(body), ...(signal && { signal }) });

// Whole answers, as the product asks for them: Ollama 0.24 may stand still for ever once a streamed one is left, because
// the next token then waits for a reader that is gone, and holds the runner.
const question = { model: tinyModels[0], prompt: 'hello', stream: false, options: { num_ctx: 256, seed: 3 } };
const endless = { model: babbler, prompt: 'hello', stream: false, options: { num_predict: -1 } };
const last = () => proxy.requests.at(-1);

async function isResident(model: string): Promise<boolean> {
	const { models } = (await (await fetch(`${testStack().ollama}/api/ps`)).json()) as { models: { name: string }[] };
	return models.some(({ name }) => name === model);
}

test('it passes everything on and tells loads, generations and unloads apart, with Ollama’s own account of a load', async () => {
	const before = performance.timeOrigin + performance.now();
	await (await ask({ model: tinyModels[0], options: { num_ctx: 256 } })).text();
	const text = await (await ask({ ...question, stream: true })).text();
	await (await ask({ model: tinyModels[0], keep_alive: 0 })).text();
	await (await fetch(`${proxy.url}/api/version`)).text();
	const [load, generate, unload, other] = proxy.requests.slice(-4);
	expect([load, generate, unload, other]).toMatchObject([
		{ kind: 'load', model: tinyModels[0], done: true, clientGone: false, status: 200 },
		{
			kind: 'generate',
			body: { ...question, stream: true },
			done: true,
			clientGone: false,
			loadSeconds: expect.any(Number),
		},
		{ kind: 'unload', done: true },
		{ kind: 'other', path: '/api/version', model: null, body: null, done: false, status: 200 },
	]);
	const lines = text.trim().split('\n');
	expect(JSON.parse(lines.at(-1) ?? '').load_duration / 1e9).toBe(generate?.loadSeconds);
	const times = [before, generate?.startedAt, generate?.firstByteAt, generate?.endedAt, unload?.startedAt];
	expect([...times].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(times);
});

test('a client that leaves ends the generation in Ollama, and the record says that it left', async () => {
	const leaving = new AbortController();
	const answer = ask(endless, leaving.signal);
	await until(async () => (await isResident(babbler)) && last()?.model === babbler);
	const record = last();
	leaving.abort();
	await expect(answer).rejects.toThrow('aborted');
	await until(async () => record?.endedAt !== null);
	expect(record).toMatchObject({ clientGone: true, done: false });
	// Only a model that nothing uses can leave memory: so the endless generation was really ended.
	await (await ask({ model: babbler, keep_alive: 0 })).text();
	await until(async () => !(await isResident(babbler)), 10_000);
});

test('it refuses, drops, cuts and stalls as told, and records what it did', async () => {
	next = { name: 'busy', act: 'refuse', status: 503 };
	expect((await ask(question)).status).toBe(503);
	expect(last()).toMatchObject({ intervention: 'busy', status: 503, done: false });

	next = { name: 'dropped before', act: 'drop', afterBytes: 0 };
	await expect(ask(question)).rejects.toThrow('fetch failed');
	next = { name: 'dropped on the way', act: 'drop', afterBytes: 20 };
	await expect(ask(question).then((answer) => answer.text())).rejects.toThrow('terminated');
	expect(last()).toMatchObject({ intervention: 'dropped on the way', done: false, clientGone: false });

	next = { name: 'cut', act: 'cut', afterBytes: 20 };
	expect(await (await ask(question)).text()).toHaveLength(20);
	expect(last()).toMatchObject({ intervention: 'cut', done: false });

	for (const afterBytes of [0, 20]) {
		next = { name: 'silent', act: 'stall', afterBytes, ms: 300 };
		const began = performance.now();
		const text = await (await ask(question)).text();
		expect(JSON.parse(text.trim().split('\n').at(-1) ?? '')).toMatchObject({ done: true });
		expect(performance.now() - began).toBeGreaterThan(300);
		expect(last()).toMatchObject({ intervention: 'silent', done: true });
	}
});

test('its connections can all be ended', async () => {
	const answer = expect(ask(endless)).rejects.toThrow('fetch failed');
	await until(async () => (await isResident(babbler)) && last()?.model === babbler);
	expect(proxy.dropAll()).toBe(1);
	await answer;
	await until(async () => last()?.endedAt !== null);
	expect(last()).toMatchObject({ intervention: 'dropped', done: false, clientGone: false });
});
