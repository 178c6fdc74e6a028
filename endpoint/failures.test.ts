import { withHttpStandIn } from '../testbed/http-stand-in';
import { askEndpoint } from './ask';
import { closeEndpoint, createEndpoint } from './client';
import {
	type Answer,
	ask,
	completion,
	expectNoSecret,
	key,
	never,
	question,
	refusal,
	reply,
	source,
} from './test-support/endpoint-stand-in';

// What a real endpoint shows only when it is broken, busy or hostile; test/auto-judge-litellm.test.ts asks a real one.

test.each([
	[401, 'JudgeRefused', /JUDGE_KEY/],
	[403, 'JudgeRefused', /JUDGE_KEY/],
	[402, 'JudgeRefused', /money/],
	[418, 'JudgeRefused', /refused the request/],
	[404, 'JudgeRefused', /does not know its model `m`/],
	[400, 'JudgeRefused', /refused the request/],
	[301, 'JudgeRefused', /sends us on elsewhere/],
	[302, 'JudgeRefused', /sends us on elsewhere/],
	[307, 'JudgeRefused', /JUDGE_URL/],
	[501, 'JudgeRefused', /HTTP 501/],
	[500, 'JudgeUnavailable', /HTTP 500/],
	[503, 'JudgeUnavailable', /HTTP 503/],
	[529, 'JudgeUnavailable', /HTTP 529/],
	[429, 'JudgeUnavailable', /is asked too much/],
])('HTTP %i is %s, and no word of it holds the key or the address', async (status, code, words) => {
	const echo: Answer = (answer, got) => {
		const headers = { location: 'http://127.0.0.1:9/v1/chat/completions', 'retry-after': '99' };
		const said = `no: ${got.authorization} at http://${answer.req.headers.host}/v1, 127.0.0.1, ${key.slice(0, 99)}`;
		reply(status, JSON.stringify({ error: { message: said } }), headers)(answer, got, 1);
	};
	const { came, host } = await ask(echo);
	expect(came).toMatchObject({ code, final: code === 'JudgeRefused', message: expect.stringMatching(words) });
	expect((came as Error).message).toContain('haiku');
	expectNoSecret(came, host);
});

test.each([
	['No connected db.', { type: 'no_db_connection', code: '400' }],
	['API key not valid. Please pass a valid one.', { status: 'INVALID', code: 'invalid_api_key' }],
	['Authentication Error, Invalid proxy server token passed', {}],
])('a key that is refused by HTTP 400 with %j is said to be the key', async (message, more) => {
	const { came } = await ask(refusal(400, message, more));
	expect(came).toMatchObject({
		code: 'JudgeRefused',
		message: expect.stringContaining('refuses the key in JUDGE_KEY'),
	});
});

test('a redirect is followed by nobody: whoever it leads to hears nothing', async () => {
	const heard: (string | undefined)[] = [];
	await withHttpStandIn(
		(incoming, answer) => {
			heard.push(incoming.headers.authorization);
			answer.end(completion('{}'));
		},
		async (elsewhere) => {
			const { came } = await ask(reply(307, '', { location: `${elsewhere}/v1/chat/completions` }));
			expect(came).toMatchObject({ code: 'JudgeRefused' });
		},
	);
	expect(heard).toEqual([]);
});

test('a short wait that it asks for is waited for; a long one is told to whoever tries again', async () => {
	const busy = (after: string) => reply(429, '{"error":"slow down"}', { 'retry-after': after });
	const began = performance.now();
	const { came, got } = await ask(busy('1'), reply(200, completion('ok')));
	expect(came).toMatchObject({ kind: 'text', text: 'ok', requests: 2 });
	expect(got).toHaveLength(2);
	expect(performance.now() - began).toBeGreaterThan(950);
	const long = await ask(busy('120'));
	expect(long.came).toMatchObject({ code: 'JudgeUnavailable', retryAfterMs: 120_000 });
	expect(long.got).toHaveLength(1);
	const date = await ask(busy(new Date(Date.now() + 60_000).toUTCString()));
	expect((date.came as unknown as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(55_000);
	const spent = await ask(refusal(429, 'You exceeded your current quota', { code: 'insufficient_quota' }));
	expect(spent.came).toMatchObject({ code: 'JudgeRefused' });
});

test('one that fails a moment, or tears its answer, is asked again a few times only', async () => {
	const torn: Answer = (answer) => {
		answer.writeHead(200, { 'content-length': '5000' });
		answer.write('{"choices": [');
		setTimeout(() => answer.destroy(), 10);
	};
	const { came, got } = await ask(torn, refusal(502, 'bad gateway'), reply(200, completion('ok')));
	expect([came, got.length]).toEqual([expect.objectContaining({ text: 'ok', requests: 3 }), 3]);
	const broken = await ask(torn);
	expect(broken.came).toMatchObject({ code: 'JudgeUnavailable' });
	expect(broken.got).toHaveLength(3);
	expectNoSecret(broken.came, broken.host);
	const short = await ask(reply(200, '{"choices": [{"message": '));
	expect(short.came).toMatchObject({ code: 'JudgeUnavailable', message: expect.stringContaining('too soon') });
}, 30_000);

test('nothing listens there, or it is silent: unavailable, without the address', async () => {
	const gone = await withHttpStandIn(
		() => {},
		async (url) => url,
	);
	const endpoint = createEndpoint(source, { JUDGE_URL: gone, JUDGE_KEY: key }, { pauseMs: 10 });
	const came = await askEndpoint(endpoint, question, never).catch((error: unknown) => error);
	expect(came).toMatchObject({ code: 'JudgeUnavailable', message: expect.stringContaining('ECONNREFUSED') });
	expectNoSecret(came, new URL(gone).host);
	await closeEndpoint(endpoint);
	const silent = await ask(() => {});
	expect(silent.came).toMatchObject({ code: 'JudgeUnavailable', message: expect.stringContaining('TIMEOUT') });
}, 30_000);

test.each([
	['a page', reply(200, '<html>Welcome</html>'), /no JSON/],
	['a stream', reply(200, 'data: {"choices": []}\n\n'), /no JSON/],
	['another thing', reply(200, '{"object": "list"}'), /did not answer as such an endpoint does/],
	['a failure within a success', reply(200, '{"error": {"message": "No auth", "code": 401}}'), /JUDGE_KEY/],
	['one beside no choices', reply(200, '{"choices": [], "error": {"message": "No auth", "code": 401}}'), /JUDGE_KEY/],
])('%s in place of an answer is refused, and plainly said', async (_what, answer, words) => {
	expect((await ask(answer)).came).toMatchObject({ code: 'JudgeRefused', message: expect.stringMatching(words) });
});

test.each([
	['[]', 'unusable'],
	['null', 'unusable'],
	['[{"finish_reason": "content_filter"}]', 'refused'],
	['[{"finish_reason": "stop", "message": null}]', 'text'],
])('choices of %s say nothing of other items: %s', async (choices, kind) => {
	expect((await ask(reply(200, `{"choices": ${choices}}`))).came).toMatchObject({ kind });
});

test('ten megabytes are not read to their end', async () => {
	let sent = 0;
	const flood: Answer = (answer) => {
		answer.writeHead(200);
		const piece = Buffer.alloc(100_000, 'x');
		const more = () => {
			while (sent < 1e8 && !answer.destroyed) {
				sent += piece.length;
				if (!answer.write(piece)) return answer.once('drain', more);
			}
			answer.end();
		};
		more();
	};
	const before = process.memoryUsage().rss;
	expect((await ask(flood)).came).toMatchObject({ kind: 'unusable', detail: expect.stringContaining('longer') });
	expect(sent).toBeLessThan(2e7);
	expect(process.memoryUsage().rss - before).toBeLessThan(5e7);
});

test('a wait of no time is no reason to ask again at once, for ever', async () => {
	const { came, got } = await ask(reply(429, '{}', { 'retry-after': '0' }));
	expect([came, got.length]).toEqual([
		expect.objectContaining({ code: 'JudgeUnavailable', retryAfterMs: undefined }),
		3,
	]);
});
