import { refuseRepeatedKeys } from '../../http/repeated-keys';
import { type TestApp, testApp } from '../test-support/test-app';

let app: TestApp;
beforeAll(() => {
	app = testApp();
});
afterAll(() => app.remove());

async function send(
	body: string | Uint8Array<ArrayBuffer>,
	headers: Record<string, string> = {},
): Promise<[number, string]> {
	const answer = await app.ask('/api/bench/run?dry_run=1', {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
	});
	return [answer.status, ((await answer.json()) as { detail: string }).detail];
}

test('where JSON breaks is said', async () => {
	for (const body of [
		'{"experiment": NaN}',
		'{"experiment": "a" /* mine */}',
		"{'experiment': 'a'}",
		'{"experiment": "a",}',
	]) {
		expect(await send(body)).toEqual([400, expect.stringMatching(/^The body is no JSON: .*(token|property)/i)]);
	}
});

test.each([
	['Latin-1', Buffer.from('{"experiment": "caf\xe9"}', 'latin1')],
	['UTF-16', Buffer.from('\ufeff{"experiment": "a"}', 'utf16le')],
])('a body in %s is refused, before letters are lost', async (_name, body) => {
	expect(await send(new Uint8Array(body))).toEqual([400, expect.stringContaining('not in UTF-8')]);
});

test('one that is compressed is refused as such', async () => {
	expect(await send('{}', { 'content-encoding': 'gzip' })).toEqual([
		415,
		expect.stringContaining('compressed ("gzip")'),
	]);
});

test('a mark of the order of bytes at its beginning is nothing', async () => {
	const [status, detail] = await send('\ufeff{"experiment": 7}');
	expect([status, detail]).toEqual([422, expect.stringContaining('experiment')]);
});

test.each([
	['{"experiment": "a", "models": "x", "experiment": "b"}', ['experiment']],
	['{"a": {"b": 1, "c": [{"d": 1}, {"d": 1, "\\u0064": 2}]}, "a": "\\"a\\": 1"}', ['a.c.1.d', 'a']],
	[`{"__proto__": 1, "__proto__": 2, "": 1, "" : 2}`, ['__proto__', '']],
])('a key that stands twice is refused by its name: %j', async (body, keys) => {
	const answer = await app.ask('/api/bench/run?dry_run=1', {
		...{ method: 'POST', body },
		headers: { 'content-type': 'application/json' },
	});
	const { faults } = (await answer.json()) as { faults: { key: string }[] };
	expect([answer.status, faults.map(({ key }) => key)]).toEqual([400, keys]);
});

test.each([
	'{"a": {"b": 1}, "b": [{"a": 1}, {"a": 2}], "c": "a\\\\", "d": "\\"a\\": 1, {"}',
	'["a", "a"]',
	'"a"',
	' 1 ',
])('what stands once in each object is no key twice: %j', (json) =>
	expect(() => refuseRepeatedKeys(json, JSON.parse(json))).not.toThrow(),
);

test('a large body is looked through in a moment, however deep it is', () => {
	const deep = (keys: string) => `{${keys}${'{"a":['.repeat(60_000)}${']}'.repeat(60_000)}}`;
	const texts = [deep('"a": '), deep('"b": "\\":", "a": '), `{"a": "${'\\n'.repeat(500_000)}"}`];
	const values = texts.map((each) => JSON.parse(each));
	const began = performance.now();
	for (const [at, each] of texts.entries()) refuseRepeatedKeys(each, values[at]);
	expect(performance.now() - began).toBeLessThan(1_000);
});
