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
