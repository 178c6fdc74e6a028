import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ModelQuestion } from '../../domain/judging/auto/model-answer';
import { withHttpStandIn } from '../../testbed/http-stand-in';
import { askEndpoint } from '../ask';
import { closeEndpoint, createEndpoint, type Endpoint } from '../client';

// What a real endpoint shows only when it is broken, busy or hostile; test/auto-judge-litellm.test.ts asks a real one.

export const key = 'sk-very-secret-1234567890';
export const source = {
	kind: 'haiku',
	model: 'm',
	address_variable: 'JUDGE_URL',
	key_variable: 'JUDGE_KEY',
	most_at_once: 4,
};
export const question: ModelQuestion = {
	...{ prefix: 'The rubric.', item: 'The item.', schema: { type: 'object' } },
	...{ temperature: 0, seed: 3, most_tokens: 99 },
};
export const never = new AbortController().signal;

/** One request as the stand-in got it. */
export interface Got {
	readonly url: string;
	readonly authorization: string | undefined;
	readonly body: Record<string, unknown>;
}

/** How the stand-in answers. */
export type Answer = (answer: ServerResponse, got: Got, count: number) => void;

export const completion = (content: unknown, more: object = {}, choice: object = {}) =>
	JSON.stringify({ model: 'm-1', choices: [{ message: { content }, finish_reason: 'stop', ...choice }], ...more });

/** Answers with a status, a body, and headers. */
export function reply(status: number, body: string, headers: Record<string, string> = {}): Answer {
	return (answer) => answer.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

export const refusal = (status: number, message: string, more: object = {}) =>
	reply(status, JSON.stringify({ error: { message, ...more } }));

/** Asks a stand-in that answers so, the last of the answers again and again. */
export async function withEndpoint<T>(
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

export const ask = (...answers: Answer[]) =>
	withEndpoint(answers, async (endpoint, got) => {
		const came = await askEndpoint(endpoint, question, never).catch((error: unknown) => error as Error);
		return { came, got, host: endpoint.address.host };
	});

/** Neither the key nor the address may be in what anybody sees: the message, its cause, anything. */
export function expectNoSecret(came: unknown, host: string): void {
	const shown = [came, (came as Error).message, (came as Error).cause, (came as Error).stack].map((each) => {
		return typeof each === 'string' ? each : JSON.stringify(each, Object.getOwnPropertyNames(each ?? {}));
	});
	for (const secret of [key, host, '127.0.0.1']) expect(shown.join('\n')).not.toContain(secret);
}
