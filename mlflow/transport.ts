import { setTimeout as sleep } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { request } from 'undici';
import { type ZodType, z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { CodedError } from '../machine/coded-error';
import type { Mlflow } from './client';
import { readRedirect } from './moved';
import { isTransient, isUnknownHost, mlflowRefusal, type Refusal, refusalOf } from './refusal';

/** A request to MLflow. */
export interface MlflowRequest {
	readonly method: 'GET' | 'POST' | 'PUT';
	/** `ajax-api` has what MLflow's own pages ask, too. */
	readonly api?: 'api' | 'ajax-api';
	/** Below `/api/2.0/`: `mlflow/runs/create`. */
	readonly path: string;
	/** In pairs where a name stands several times. */
	readonly query?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
	/** Sent as JSON. */
	readonly body?: unknown;
	/** Sent as it is, instead of `body`. */
	readonly file?: string;
	/** Statuses that are an answer, not a trouble: they are not tried again. */
	readonly expected?: readonly number[];
	/** Given all of an answer as it came, before megabytes are decoded. */
	readonly onBytes?: ((bytes: Buffer) => void) | undefined;
}

/** What came back: the text of a success, or a refusal that no wait mends. */
export type MlflowAnswer = { readonly text: string } | { readonly refusal: Refusal };

/** A busy SQLite was seen to take 30 s. */
const silenceMs = 60_000;
const tries = 3;

const utf8 = new TextDecoder();

/**
 * Sends a request, up to three times while the trouble looks short.
 * @returns the answer's text, or a refusal that is not transient, for callers who know what it means
 * @throws TipBenchError MlflowUnavailable
 * @throws the client's signal's reason when that is aborted
 */
export async function send(mlflow: Mlflow, asked: MlflowRequest): Promise<MlflowAnswer> {
	for (let tried = 1; ; tried++) {
		try {
			return await sendOnce(mlflow, asked);
		} catch (error) {
			if (mlflow.signal?.aborted) throw mlflow.signal.reason;
			const failed = error instanceof CodedError ? error : unreachable(mlflow, error);
			if (tried === tries || failed.final) throw failed;
		}
		await sleep(250 * 3 ** (tried - 1) * (0.5 + Math.random()));
	}
}

/**
 * Sends a request and parses its JSON answer; keys that the schema does not name are accepted.
 * @throws TipBenchError MlflowUnavailable; MlflowRefused, also when the answer is not of the schema's shape
 * @throws the client's signal's reason when that is aborted
 */
export async function call<T>(mlflow: Mlflow, asked: MlflowRequest, schema: ZodType<T>): Promise<T> {
	return parseAnswer(mlflow, asked, await callForText(mlflow, asked), schema);
}

/** As {@link call}, up to the text of the answer. */
export async function callForText(mlflow: Mlflow, asked: MlflowRequest): Promise<string> {
	const answer = await send(mlflow, asked);
	if ('refusal' in answer) throw mlflowRefusal(mlflow.url, named(asked), answer.refusal);
	return answer.text;
}

/** As {@link call}, for the text of an answer that is there already. */
export function parseAnswer<T>(mlflow: Mlflow, asked: MlflowRequest, text: string, schema: ZodType<T>): T {
	let parsed: ReturnType<typeof schema.safeParse>;
	try {
		parsed = schema.safeParse(JSON.parse(text));
	} catch {
		throw notMlflow(mlflow, asked, 'no JSON');
	}
	if (parsed.success) return parsed.data;
	throw notMlflow(mlflow, asked, z.prettifyError(parsed.error));
}

/** A request in words, for messages: `POST mlflow/runs/create`. */
export function named(asked: MlflowRequest): string {
	return `${asked.method} ${asked.path}`;
}

/** @param hops how often the server may still send us on: with TLS, to another path, and once more */
async function sendOnce(mlflow: Mlflow, asked: MlflowRequest, hops = 3): Promise<MlflowAnswer> {
	const known = mlflow.learnt.host;
	const answer = await exchange(mlflow, asked);
	if ('location' in answer) {
		goOn(mlflow, asked, answer, hops);
		return sendOnce(mlflow, asked, hops - 1);
	}
	if (!('refusal' in answer)) return answer;
	if (isUnknownHost(answer.refusal) && known === null) {
		// The server's own list of host names always has `localhost`, unless somebody replaced it.
		const { port } = new URL(baseOf(mlflow));
		mlflow.learnt.host = port === '' ? 'localhost' : `localhost:${port}`;
		return sendOnce(mlflow, asked, hops);
	}
	if (isTransient(answer.refusal) && !asked.expected?.includes(answer.refusal.status)) {
		throw mlflowRefusal(mlflow.url, named(asked), answer.refusal);
	}
	return answer;
}

/** Learns the server's new address. @throws TipBenchError MlflowRefused where it sends us to somebody else */
function goOn(mlflow: Mlflow, asked: MlflowRequest, { status, location, from }: SentOn, hops: number): void {
	const { url, shown } = readRedirect(from, pathOf(asked), location);
	if (url === null || url === from || hops === 0) {
		throw new TipBenchError(
			'MlflowRefused',
			`MLflow at ${from} sends us on to ${shown} (HTTP ${status}), where nothing of ours is sent unasked. If that is your MLflow, give its address in ${mlflow.source}.`,
		);
	}
	mlflow.learnt.url = url;
	mlflow.learnt.host = null;
}

/** Below the server's address. */
function pathOf(asked: MlflowRequest): string {
	const pairs = Array.isArray(asked.query) ? asked.query : Object.entries(asked.query ?? {});
	const query = pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
	return `/${asked.api ?? 'api'}/2.0/${asked.path}${query}`;
}

function baseOf(mlflow: Mlflow): string {
	return mlflow.learnt.url ?? mlflow.url;
}

/** A redirect, and the address that it came from: others may have learnt a newer one meanwhile. */
interface SentOn {
	readonly status: number;
	readonly location: string;
	readonly from: string;
}

async function exchange(mlflow: Mlflow, asked: MlflowRequest): Promise<MlflowAnswer | SentOn> {
	const from = baseOf(mlflow);
	const body = asked.file ?? (asked.body === undefined ? null : JSON.stringify(asked.body));
	const answer = await request(`${from}${pathOf(asked)}`, {
		dispatcher: mlflow.connections,
		method: asked.method,
		headers: headersOf(mlflow, asked),
		body,
		headersTimeout: silenceMs,
		bodyTimeout: silenceMs,
		...(mlflow.signal && { signal: mlflow.signal }),
	});
	const bytes = Buffer.from(await answer.body.arrayBuffer());
	asked.onBytes?.(bytes);
	const text = utf8.decode(bytes);
	const { location } = answer.headers;
	if (answer.statusCode >= 300 && answer.statusCode < 400 && typeof location === 'string') {
		return { status: answer.statusCode, location, from };
	}
	return answer.statusCode < 300 ? { text } : { refusal: refusalOf(answer.statusCode, text) };
}

function headersOf(mlflow: Mlflow, asked: MlflowRequest): Record<string, string> {
	return {
		...(asked.body !== undefined && { 'content-type': 'application/json' }),
		...(asked.file !== undefined && { 'content-type': 'application/octet-stream' }),
		...(mlflow.authorization !== null && { authorization: mlflow.authorization }),
		...(mlflow.learnt.host !== null && { host: mlflow.learnt.host }),
	};
}

function unreachable(mlflow: Mlflow, cause: unknown): TipBenchError {
	const { code, message } = isNativeError(cause) ? (cause as NodeJS.ErrnoException) : { message: String(cause) };
	const reason = [code, message].filter(Boolean).join(': ');
	// As Node names what is wrong with a certificate.
	const isUntrusted = /CERT|SELF_SIGNED|UNABLE_TO|ISSUER/.test(code ?? '');
	const mend = isUntrusted
		? 'Name whom to trust in MLFLOW_TRACKING_SERVER_CERT_PATH where this runs'
		: `Start it there, or correct ${mlflow.source}`;
	return new TipBenchError('MlflowUnavailable', `MLflow at ${mlflow.url} does not answer (${reason}). ${mend}.`, {
		cause,
	});
}

function notMlflow(mlflow: Mlflow, asked: MlflowRequest, why: string): TipBenchError {
	return new TipBenchError(
		'MlflowRefused',
		`${mlflow.url} did not answer ${named(asked)} as MLflow does: ${why}. Is this the address of an MLflow server?`,
	);
}
