import type { RunningServer } from '../http/listen';
import { createLog } from '../machine/log';
import { createPlaces } from '../places/places';
import { startServer } from '../server/serve';
import { stackVariables, testStack } from './stack';
import { until } from './until';

/** The token of {@link startAdminServer}. */
export const adminToken = 'a-token-of-the-tests-0123456789';

/** The server on a port of its own, in this process. */
export interface AdminServer extends RunningServer {
	/** Asks with the token. */
	ask(path: string, init?: RequestInit): Promise<Response>;
	/** The same, and reads the answer, whose status has to be the one that is given. */
	json(path: string, init?: RequestInit & { readonly status?: number }): Promise<Record<string, unknown>>;
	/** The same with a body, by POST. */
	post(path: string, body?: unknown, status?: number): Promise<Record<string, unknown>>;
	/** Signs in. @returns what a browser sends back: `NAME=VALUE` */
	signIn(): Promise<string>;
	/** What it has logged, as JSON. */
	readonly lines: Record<string, unknown>[];
}

/** Starts it. @param env where the parts are, where not those that all tests share @param port where it listens; a free one unless given */
export async function startAdminServer(env: Readonly<Record<string, string>>, port = 0): Promise<AdminServer> {
	const lines: Record<string, unknown>[] = [];
	const log = createLog({ format: 'json', level: 'debug', write: (line) => lines.push(JSON.parse(line)) });
	const whole = { ...process.env, ...stackVariables(testStack()), ...env, TIP_BENCH_ADMIN_TOKEN: adminToken };
	const places = createPlaces(whole, (text) => log.info(text));
	const server = await startServer({ places, log, host: '127.0.0.1', port });
	const ask = (path: string, init: RequestInit = {}) => {
		const headers = new Headers(init.headers);
		headers.set('authorization', `Bearer ${adminToken}`);
		return fetch(new URL(path, server.url), { ...init, headers });
	};
	const json: AdminServer['json'] = async (path, { status = 200, ...init } = {}) => {
		const answer = await ask(path, init);
		const text = await answer.text();
		if (answer.status !== status) throw new Error(`${path} answered ${answer.status}: ${text}`);
		return JSON.parse(text);
	};
	const post: AdminServer['post'] = (path, body, status = 200) => {
		const sent =
			body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
		return json(path, { method: 'POST', status, ...sent });
	};
	const signIn = async () => {
		const answer = await fetch(new URL('/api/session', server.url), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ token: adminToken }),
		});
		return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
	};
	return { ...server, ask, json, post, signIn, lines };
}

interface ServerSentEvent {
	readonly id: string | null;
	readonly event: string;
	readonly data: string;
}

/** Somebody who watches a bench's progress. */
export interface Watcher {
	/** What each event has told so far. */
	readonly seen: readonly Record<string, unknown>[];
	readonly ids: readonly string[];
	/** How it ended: `end` with the bench, `closed` with the server, `left` by itself; the status of a refusal. */
	readonly ended: Promise<string | number>;
	leave(): void;
	/** Waits until the bench does this. @throws Error where the stream ends before, saying how */
	until(doing: string, limitMs?: number): Promise<void>;
}

/** Watches a bench by a path of the route `progress`. */
export function watchProgress(server: AdminServer, path: string, init?: RequestInit): Watcher {
	const seen: Record<string, unknown>[] = [];
	const ids: string[] = [];
	const leaving = new AbortController();
	const read = async () => {
		const answer = await server.ask(path, { signal: leaving.signal, ...init });
		if (answer.status !== 200) return answer.status;
		for await (const { id, event, data } of eventsOf(answer)) {
			if (event !== 'status') return event;
			seen.push(JSON.parse(data));
			ids.push(id ?? '');
		}
		return 'closed';
	};
	const ended = read().catch((error) => (leaving.signal.aborted ? 'left' : `broken: ${error}`));
	const untilSeen = (doing: string, limitMs: number) => until(async () => seen.at(-1)?.doing === doing, limitMs);
	const untilEnded = async (doing: string) => {
		const how = await ended;
		if (seen.at(-1)?.doing === doing) return;
		throw new Error(`the stream ended (${how}) before the bench was ${doing}; seen: ${JSON.stringify(seen.at(-1))}`);
	};
	return {
		...{ seen, ids, ended },
		leave: () => leaving.abort(),
		until: (doing, limitMs = 60_000) => Promise.race([untilSeen(doing, limitMs), untilEnded(doing)]),
	};
}

/** Reads the events of an answer, as they come; comments are left out. */
async function* eventsOf(answer: Response): AsyncGenerator<ServerSentEvent> {
	let text = '';
	for await (const chunk of (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
		text += chunk;
		const blocks = text.split('\n\n');
		text = blocks.pop() ?? '';
		for (const block of blocks) {
			const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? null;
			const data = field('data');
			if (data !== null) yield { id: field('id'), event: field('event') ?? 'message', data };
		}
	}
}
