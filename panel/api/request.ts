import { noteAnswer, noteSilence } from './connection';
import { noAnswer, problemOf, strangeAnswer } from './problem';

/** What stands behind the `?` of an address; what is not given is left out. */
export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An address of the API. Names go behind the `?`, where no proxy changes their slashes. */
export function addressOf(path: string, query: Query = {}): string {
	const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
	const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
	return search.size === 0 ? path : `${path}?${search}`;
}

interface RequestOptions {
	readonly method?: 'GET' | 'POST' | 'DELETE';
	readonly query?: Query;
	readonly body?: unknown;
	readonly signal?: AbortSignal;
	/** Milliseconds. */
	readonly timeout?: number;
}

const usualTimeoutMs = 60_000;

/** Asks the server. @throws Problem where it refuses, or gives no answer */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
	const { method = 'GET', query, body, signal, timeout = usualTimeoutMs } = options;
	const ends = AbortSignal.timeout(timeout);
	const init: RequestInit = {
		method,
		headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
		signal: signal === undefined ? ends : AbortSignal.any([signal, ends]),
		credentials: 'same-origin',
		cache: 'no-store',
		...(body !== undefined && { body: JSON.stringify(body) }),
	};
	const response = await fetch(addressOf(path, query), init).catch((error: unknown) => {
		if (signal?.aborted) throw error;
		noteSilence();
		throw noAnswer();
	});
	const text = await response.text().catch(() => '');
	noteAnswer(response.headers.get('date'));
	const answer = parse(text);
	if (!response.ok) throw problemOf(response.status, answer);
	// A proxy that asks people to sign in answers with a page of its own, as if all were well.
	if (typeof answer === 'string') throw strangeAnswer();
	return answer as T;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text === '' ? null : text;
	}
}
