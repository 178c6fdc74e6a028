import { Agent, type Dispatcher, request } from 'undici';
import type { ZodType } from 'zod';
import type { Env } from '../machine/environment/kinds';
import { ollamaHeaders } from '../machine/environment/ollama-access';
import { connectionError, movedError, notJsonError, refusedError } from './errors';
import { checkShape, jsonOf } from './lines';

/** One Ollama server, and the connections to it. */
export interface Ollama {
	/** As `readOllamaUrl` gives it: with its port, without a slash at the end. */
	readonly url: string;
	/** The key or the variable that says so, for messages. */
	readonly source: string;
	readonly connections: Agent;
	/** Sent with every request: the bearer for an Ollama behind a log-in. */
	readonly headers: { readonly authorization?: string };
	/** Milliseconds of silence after which an Ollama that loads, pulls, or answers a judge's question counts as hung. */
	readonly silenceMs: number;
	/** What was learnt about the server on the way. */
	readonly learnt: {
		/**
		 * The context that a model really got, by its digest and the context asked for: less, where it was trained for less.
		 * Without it every cell of such a model would load it again.
		 */
		readonly grantedContexts: Map<string, number | undefined>;
	};
}

/** @see createOllama */
export interface OllamaOptions {
	/** Milliseconds to reach the server in: 5 s unless told. */
	readonly connectMs?: number;
	/** Milliseconds of silence that are too many: 10 min unless told. */
	readonly silenceMs?: number;
	/** Where the key for an Ollama behind a log-in is. */
	readonly env?: Env;
	/** What says the address, for messages. */
	readonly source?: string;
}

/** A request to Ollama; what it is about goes into error messages. */
export interface OllamaRequest {
	readonly method: 'GET' | 'POST';
	readonly path: string;
	readonly body?: unknown;
	/** The model that it is about, `null` for none. */
	readonly model: string | null;
	/** Milliseconds until the answer's head, and between two pieces of its body. */
	readonly silenceMs: number;
	readonly signal?: AbortSignal | undefined;
}

/** As `silenceMs`: only the request's signal ends it. */
export const unbounded = 0;

/** Milliseconds that a request which needs no model in memory may be silent. */
export const quickMs = 60_000;

/**
 * A client of the Ollama at an address that `readOllamaUrl` gave. It connects when first used; close it with
 * {@link closeOllama}.
 * @throws MachineError EnvironmentInvalid
 */
export function createOllama(url: string, options: OllamaOptions = {}): Ollama {
	const connections = new Agent({ connect: { timeout: options.connectMs ?? 5_000 } });
	const { env = {}, source = '`ollama_url`', silenceMs = 600_000 } = options;
	const learnt = { grantedContexts: new Map() };
	return { url, source, connections, headers: ollamaHeaders(env), silenceMs, learnt };
}

/** Ends the client's connections, and with them whatever is still running over them. */
export async function closeOllama(ollama: Ollama): Promise<void> {
	await ollama.connections.destroy();
}

/**
 * Sends a request and returns the answer's body, unread, if its status is 200.
 * @throws TipBenchError OllamaUnavailable, ModelNotFound, OllamaRefused or ModelBroke, see `errors.ts`
 * @throws the signal's reason when it is aborted
 */
export async function openStream(ollama: Ollama, asked: OllamaRequest): Promise<Dispatcher.ResponseData['body']> {
	const answer = await attempt(ollama, asked, () =>
		request(`${ollama.url}${asked.path}`, {
			dispatcher: ollama.connections,
			method: asked.method,
			headersTimeout: asked.silenceMs,
			bodyTimeout: asked.silenceMs,
			...(asked.signal && { signal: asked.signal }),
			headers: { ...ollama.headers, ...(asked.body !== undefined && { 'content-type': 'application/json' }) },
			...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
		}),
	);
	if (answer.statusCode === 200) return answer.body;
	const text = await attempt(ollama, asked, () => answer.body.text());
	const { location } = answer.headers;
	if (answer.statusCode < 400 && typeof location === 'string') throw movedError(ollama, answer.statusCode, location);
	throw refusedError(ollama.url, asked.model, answer.statusCode, text);
}

/**
 * Sends a request and returns its whole answer, parsed; keys that the schema does not name are accepted.
 * @throws as {@link openStream}; ModelBroke when the answer about a model ends too soon; OllamaRefused when it is not of
 * the schema's shape
 */
export async function requestJson<T>(ollama: Ollama, asked: OllamaRequest, schema: ZodType<T>): Promise<T> {
	const body = await openStream(ollama, asked);
	const text = await attempt(ollama, asked, () => body.text());
	const value = jsonOf(text);
	if (value === undefined) throw notJsonError(ollama.url, asked.model, asked.path, text);
	return checkShape(value, schema, `${ollama.url}${asked.path}`);
}

async function attempt<T>(ollama: Ollama, asked: OllamaRequest, send: () => Promise<T>): Promise<T> {
	try {
		return await send();
	} catch (error) {
		if (asked.signal?.aborted) throw asked.signal.reason;
		throw connectionError(ollama, error, asked.model);
	}
}
