import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ModelQuestion } from '../domain/judging/auto/model-answer';
import { withHttpStandIn } from '../testbed/http-stand-in';
import { askEndpoint } from './ask';
import { closeEndpoint, createEndpoint, type Endpoint } from './client';
import { hasModel, toldModels } from './models';

// What a real endpoint shows only when it is broken, busy or hostile; test/auto-judge-litellm.test.ts asks a real one.

const key = 'sk-very-secret-1234567890';
const source = { kind: 'haiku', model: 'm', address_variable: 'JUDGE_URL', key_variable: 'JUDGE_KEY' };
const question: ModelQuestion = {
	...{ prefix: 'The rubric.', item: 'The item.', schema: { type: 'object' } },
	...{ temperature: 0, seed: 3, most_tokens: 99 },
};
const never = new AbortController().signal;

/** One request as the stand-in got it. */
interface Got {
	readonly url: string;
	readonly authorization: string | undefined;
	readonly body: Record<string, unknown>;
}

type Answer = (answer: ServerResponse, got: Got, count: number) => void;

const completion = (content: unknown, more: object = {}, choice: object = {}) =>
	JSON.stringify({ model: 'm-1', choices: [{ message: { content }, finish_reason: 'stop', ...choice }], ...more });

function reply(status: number, body: string, headers: Record<string, string> = {}): Answer {
	return (answer) => answer.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

const refusal = (status: number, message: string, more: object = {}) =>
	reply(status, JSON.stringify({ error: { message, ...more } }));

/** Asks a stand-in that answers so, the last of the answers again and again. */
async function withEndpoint<T>(
	answers: readonly Answer[],
	use: (endpoint: Endpoint, got: Got[]) => Promise<T>,
): Promise<T> {
	const got: Got[] = [];
	const listen = async (incoming: IncomingMessage, answer: ServerResponse) => {
		const body = await text(incoming).catch(() => '');
		const { url = '', headers } = incoming;
		got.push({ url, authorization: headers.authorization, body: body === '' ? {} : JSON.parse(body) });
		const next = answers[Math.min(got.length, answers.length) - 1];
		next?.(answer, got.at(-1) as Got, got.length);
	};
	return withHttpStandIn(listen, async (url) => {
		const endpoint = createEndpoint(
			source,
			{ JUDGE_URL: `${url}/v1/`, JUDGE_KEY: key },
			{ silenceMs: 500, pauseMs: 10 },
		);
		try {
			return await use(endpoint, got);
		} finally {
			await closeEndpoint(endpoint);
		}
	});
}

const ask = (...answers: Answer[]) =>
	withEndpoint(answers, async (endpoint, got) => {
		const came = await askEndpoint(endpoint, question, never).catch((error: unknown) => error as Error);
		return { came, got, host: endpoint.address.host };
	});

/** Neither the key nor the address may be in what anybody sees: the message, its cause, anything. */
function expectNoSecret(came: unknown, host: string): void {
	const shown = [came, (came as Error).message, (came as Error).cause, (came as Error).stack].map((each) => {
		return typeof each === 'string' ? each : JSON.stringify(each, Object.getOwnPropertyNames(each ?? {}));
	});
	for (const secret of [key, host, '127.0.0.1']) expect(shown.join('\n')).not.toContain(secret);
}

test('one question is one request, with the rubric apart from the item, and what was counted comes back', async () => {
	const usage = { prompt_tokens: 30, completion_tokens: 12, prompt_tokens_details: { cached_tokens: 20 } };
	const { came, got } = await ask(reply(200, completion('{"a": 1}', { usage })));
	expect(came).toEqual({
		...{ kind: 'text', text: '{"a": 1}', cut: false, answered_by: 'm-1', requests: 1 },
		...{ prompt_tokens: 30, output_tokens: 12, prompt_eval_s: null },
	});
	expect(got).toEqual([
		{
			url: '/v1/chat/completions',
			authorization: `Bearer ${key}`,
			body: {
				model: 'm',
				messages: [
					{ role: 'system', content: 'The rubric.' },
					{ role: 'user', content: 'The item.' },
				],
				...{ stream: false, seed: 3, temperature: 0, max_tokens: 99 },
				response_format: {
					type: 'json_schema',
					json_schema: { name: 'levels', strict: true, schema: { type: 'object' } },
				},
			},
		},
	]);
});

test.each([
	['response_format', refusal(400, 'This response_format type is unavailable now')],
	['response_format', refusal(400, 'Invalid schema for json_schema', { param: 'response_format' })],
	['seed', refusal(400, "litellm.UnsupportedParamsError: x does not support parameters: ['seed']")],
	[
		'temperature',
		refusal(400, "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1)"),
	],
	[
		'max_tokens',
		refusal(400, "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead."),
	],
	['system', refusal(400, 'System role not supported')],
	['seed', reply(422, JSON.stringify({ detail: [{ loc: ['body', 'seed'], msg: 'Extra inputs are not permitted' }] }))],
])('%s is left out where an endpoint refuses it, and from then on', async (part, refused) => {
	await withEndpoint([refused, reply(200, completion('ok'))], async (endpoint, got) => {
		expect(await askEndpoint(endpoint, question, never)).toMatchObject({ text: 'ok', requests: 2 });
		expect(await askEndpoint(endpoint, question, never)).toMatchObject({ requests: 1 });
		for (const { body } of got.slice(1)) {
			if (part !== 'system') expect(body).not.toHaveProperty(part);
			else expect(body.messages).toEqual([{ role: 'user', content: 'The rubric.\nThe item.' }]);
			if (part === 'max_tokens') expect(body.max_completion_tokens).toBe(99);
		}
	});
});

test('one that refuses whatever it is asked with is refused, and not asked for ever', async () => {
	const { came, got } = await ask((answer, { body }) => {
		const [part = 'nothing'] = Object.keys(body).filter((name) => !['model', 'messages', 'stream'].includes(name));
		refusal(400, `unknown parameter: ${part}`)(answer, { url: '', authorization: '', body }, 1);
	});
	expect(came).toMatchObject({ code: 'JudgeRefused', final: true });
	expect(got.length).toBeLessThan(8);
});

test.each([
	[
		400,
		"This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4000 + 1000 max_tokens)",
	],
	[400, 'prompt is too long: 210000 tokens > 200000 maximum'],
	[413, 'Request Entity Too Large'],
	[400, 'the request exceeds the available context size, try increasing it'],
])('HTTP %i with %j is too long, for this item only', async (status, message) => {
	expect((await ask(refusal(status, message))).came).toMatchObject({ kind: 'too-long', prompt_tokens: null });
});

test('a question that was cut unseen is too long, and none whose beginning was cached', async () => {
	const long = { ...question, prefix: 'word '.repeat(2_000) };
	const asked = (usage: object) =>
		withEndpoint([reply(200, completion('{}', { usage }))], (endpoint) => askEndpoint(endpoint, long, never));
	expect(await asked({ prompt_tokens: 512, completion_tokens: 1 })).toMatchObject({
		kind: 'too-long',
		detail: expect.stringContaining('read only 512 tokens'),
	});
	expect(await asked({ prompt_tokens: 2_005, completion_tokens: 1 })).toMatchObject({ kind: 'text' });
	const cached = { prompt_tokens: 5, prompt_tokens_details: { cached_tokens: 2_000 } };
	expect(await asked(cached)).toMatchObject({ kind: 'text', output_tokens: null });
});

test.each([
	[
		'by its filter',
		refusal(400, 'The response was filtered due to the prompt triggering content management policy', {
			code: 'content_filter',
		}),
	],
	['with a refusal', reply(200, completion(null, {}, { message: { content: null, refusal: 'I cannot score this.' } }))],
	['half way', reply(200, completion('{"a"', {}, { finish_reason: 'content_filter' }))],
])('what it will not answer, %s, is refused for this item only', async (_how, answer) => {
	expect((await ask(answer)).came).toMatchObject({ kind: 'refused' });
});

test.each([
	[401, 'JudgeRefused', /JUDGE_KEY/],
	[403, 'JudgeRefused', /JUDGE_KEY/],
	[402, 'JudgeRefused', /money/],
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
	['no choices', reply(200, '{"choices": []}'), /did not answer as such an endpoint does/],
	['another thing', reply(200, '{"object": "list"}'), /did not answer as such an endpoint does/],
	['a failure within a success', reply(200, '{"error": {"message": "No auth", "code": 401}}'), /JUDGE_KEY/],
])('%s in place of an answer is refused, and plainly said', async (_what, answer, words) => {
	expect((await ask(answer)).came).toMatchObject({ code: 'JudgeRefused', message: expect.stringMatching(words) });
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

test('content in parts is read as one text', async () => {
	const parts = [
		{ type: 'text', text: '{"a":' },
		{ type: 'text', text: ' 1}' },
	];
	expect((await ask(reply(200, completion(parts)))).came).toMatchObject({ text: '{"a": 1}' });
});

test('a cancel ends the question with its reason', async () => {
	await withEndpoint([() => {}], async (endpoint) => {
		const cancel = new AbortController();
		const asked = askEndpoint(endpoint, question, cancel.signal);
		setTimeout(() => cancel.abort(new Error('cancelled')), 50);
		await expect(asked).rejects.toThrow('cancelled');
	});
});

describe('what an endpoint tells of its models', () => {
	const told = (answer: Answer) =>
		withEndpoint([answer], async (endpoint, got) => ({ told: await toldModels(endpoint), got }));

	test('are names, asked for with the key', async () => {
		const found = await told(reply(200, JSON.stringify({ data: [{ id: 'm' }, { id: 'n' }] })));
		expect(found.told).toEqual({ names: ['m', 'n'] });
		expect(found.got).toMatchObject([{ url: '/v1/models', authorization: `Bearer ${key}` }]);
	});

	test.each([404, 405, 501])('HTTP %i is no fault: it has no such list', async (status) => {
		expect((await told(reply(status, ''))).told).toEqual({ names: null });
	});

	test.each([
		['an empty list', '{"data": []}'],
		['a page', '<html>'],
	])('%s tells nothing', async (_what, body) => {
		expect((await told(reply(200, body))).told).toEqual({ names: null });
	});

	test('a key that is refused is told, and a failure is thrown', async () => {
		expect((await told(reply(401, ''))).told).toMatchObject({ refused: { code: 'JudgeRefused' } });
		await expect(told(reply(500, ''))).rejects.toMatchObject({ code: 'JudgeUnavailable' });
	});

	test('a model is known by its name, below a folder, or by a pattern', () => {
		expect(hasModel(['a', 'models/m'], 'm')).toBe(true);
		expect(hasModel(['openai/*'], 'openai/gpt')).toBe(true);
		expect(hasModel(['*'], 'm')).toBe(true);
		expect(hasModel(['mm', 'm-2'], 'm')).toBe(false);
	});
});

describe('where an endpoint is', () => {
	const at = (address: string | undefined, JUDGE_KEY: string | undefined = key, whose = '') =>
		createEndpoint(source, { JUDGE_URL: address, JUDGE_KEY }, { whose });

	test.each([
		['http://localhost:4000', 'http://localhost:4000/v1'],
		['http://localhost:4000/', 'http://localhost:4000/v1'],
		['http://localhost:4000/v1', 'http://localhost:4000/v1'],
		[' "https://h/openai/v1/" ', 'https://h/openai/v1'],
		['HTTPS://H/v1/chat/completions', 'https://h/v1'],
		['https://h/v1/models#x', 'https://h/v1'],
		['https://h/deployments/d?api-version=1', 'https://h/deployments/d?api-version=1'],
	])('%s is read as people mean it', (written, address) => {
		expect(at(written).address.href).toBe(address);
	});

	test.each([
		['localhost:4000', /JUDGE_URL of the worker does not begin with http/],
		['ftp://h/v1', /does not begin with http/],
		['http://', /is no address/],
		['http://user:pass@h/v1', /a user or a password/],
	])('%s is refused by the name of its variable, and not repeated', (written, words) => {
		const refused = () => at(written, key, ' of the worker');
		expect(refused).toThrow(expect.objectContaining({ code: 'JudgeRefused', message: expect.stringMatching(words) }));
		expect(refused).not.toThrow(/user:pass|ftp:|localhost:4000,/);
	});

	test.each([
		[undefined, key, /JUDGE_URL \(its address.*\) is not set/],
		['', '', /JUDGE_URL .* and JUDGE_KEY \(its key\) are not set/],
		['http://h/v1', ' ', /JUDGE_KEY \(its key\) is not set in the environment of the worker/],
		['http://h/v1', 'two words', /JUDGE_KEY must be one word/],
	])('what is not set, or set to nothing, is said: %s, %s', (address, given, words) => {
		const refused = () => createEndpoint(source, { JUDGE_URL: address, JUDGE_KEY: given }, { whose: ' of the worker' });
		expect(refused).toThrow(expect.objectContaining({ code: 'JudgeRefused', message: expect.stringMatching(words) }));
	});

	test('one without a variable for a key is asked without', async () => {
		const endpoint = createEndpoint({ ...source, key_variable: undefined }, { JUDGE_URL: 'http://h', JUDGE_KEY: key });
		expect(endpoint.key).toBeNull();
	});
});
