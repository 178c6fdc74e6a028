import { request } from 'undici';
import { TipBenchError } from '../domain/errors';
import { placeBelow } from './address';
import { authorization, type Endpoint, named } from './client';
import { type Refusal, refusalOf } from './refusal';

/** What came back: a success's text, `null` where it was longer than anybody answers; or a refusal. */
export type Exchanged = { readonly text: string | null } | { readonly refusal: Refusal };

/** Bytes of an answer that are read; one with its reasons is a hundredth of that. */
const mostBytes = 2_000_000;

/**
 * Sends one request, and follows no redirect: the key must not come to anybody else.
 * @param path below the address: `chat/completions`
 * @param body of a question; none where its list of models is asked for
 * @throws TipBenchError JudgeUnavailable for a connection that fails, also in the middle of an answer
 * @throws the signal's reason when it is aborted
 */
export async function exchange(
	endpoint: Endpoint,
	path: string,
	body: unknown,
	signal?: AbortSignal,
): Promise<Exchanged> {
	const { connections, listing, silenceMs, listingSilenceMs } = endpoint;
	const isQuestion = body !== undefined;
	const limitMs = isQuestion ? silenceMs : listingSilenceMs;
	try {
		const answer = await request(placeBelow(endpoint.address, path), {
			dispatcher: isQuestion ? connections : listing,
			method: isQuestion ? 'POST' : 'GET',
			headers: { ...authorization(endpoint), accept: 'application/json', ...(isQuestion && json) },
			...(isQuestion && { body: JSON.stringify(body) }),
			headersTimeout: limitMs,
			bodyTimeout: limitMs,
			...(signal && { signal }),
		});
		const text = await readBounded(answer.body);
		if (answer.statusCode >= 200 && answer.statusCode < 300) return { text };
		return { refusal: refusalOf(endpoint, answer.statusCode, answer.headers, text ?? '') };
	} catch (error) {
		if (signal?.aborted) throw signal.reason;
		throw unreachable(endpoint, error);
	}
}

const json = { 'content-type': 'application/json' };

async function readBounded(body: AsyncIterable<Buffer>): Promise<string | null> {
	const pieces: Buffer[] = [];
	let bytes = 0;
	for await (const piece of body) {
		bytes += piece.length;
		// Leaving the loop ends the connection.
		if (bytes > mostBytes) return null;
		pieces.push(piece);
	}
	return Buffer.concat(pieces).toString('utf8');
}

/** Only the code of the failure is told: Node's own words hold the address, and so does the error itself. */
function unreachable(endpoint: Endpoint, cause: unknown): TipBenchError {
	const { code } = cause as NodeJS.ErrnoException;
	const reason = typeof code === 'string' ? code : 'the connection broke';
	const isUntrusted = /CERT|SELF_SIGNED|UNABLE_TO|ISSUER/.test(reason);
	const mend = isUntrusted
		? 'Name whom to trust in NODE_EXTRA_CA_CERTS where the worker runs'
		: `Start it, or correct ${endpoint.source.address_variable}`;
	return new TipBenchError('JudgeUnavailable', `${named(endpoint)} does not answer (${reason}). ${mend}.`);
}
