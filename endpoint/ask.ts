import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { type ModelAnswer, type ModelQuestion, nothingCounted } from '../domain/judging/auto/model-answer';
import { chatBody, partsOf } from './chat-body';
import { type Endpoint, named, type OptionalPart } from './client';
import { completionAnswer, completionSchema, shortRead } from './completion';
import { exchange } from './exchange';
import { meaningOf, type Refusal, saidIn } from './refusal';
import { scrubbed } from './scrub';

/** How often a question is asked of an endpoint that fails, before Temporal is let to wait for it. */
const tries = 3;

/** A wait that is no longer than this is waited for here; a longer one gives the worker's place free. */
const shortWaitMs = 5_000;

/**
 * Asks an endpoint one question. What it asks to wait for shortly is waited for; what it does not understand of the
 * request, such as `response_format`, is left out from then on.
 * @throws TipBenchError JudgeUnavailable, with how long to wait where it said so; JudgeRefused
 * @throws the signal's reason when it is aborted
 */
export async function askEndpoint(
	endpoint: Endpoint,
	question: ModelQuestion,
	signal: AbortSignal,
): Promise<ModelAnswer> {
	let requests = 0;
	const askOnce = async (): Promise<ModelAnswer | 'again'> => {
		const body = chatBody(endpoint, question);
		requests += 1;
		const came = await exchange(endpoint, 'chat/completions', body, signal);
		return 'refusal' in came
			? refused(endpoint, came.refusal, partsOf(body), requests)
			: read(endpoint, came.text, question, { requests, sent: partsOf(body) });
	};
	for (let failures = 0; ; ) {
		try {
			const answer = await askOnce();
			if (answer !== 'again') return answer;
		} catch (error) {
			failures += 1;
			if (!(error instanceof TipBenchError) || error.final || failures === tries) throw error;
			const wait = error.retryAfterMs ?? endpoint.pauseMs * 4 ** (failures - 1) * (0.75 + Math.random() / 2);
			if (wait > shortWaitMs) throw error;
			await sleep(wait, undefined, { signal }).catch(() => signal.throwIfAborted());
		}
	}
}

function refused(
	endpoint: Endpoint,
	refusal: Refusal,
	sent: readonly OptionalPart[],
	requests: number,
): ModelAnswer | 'again' {
	const meaning = meaningOf(endpoint, refusal, sent);
	if ('error' in meaning) throw meaning.error;
	if ('unanswered' in meaning) {
		return { ...nothingCounted, kind: meaning.unanswered, detail: `HTTP ${refusal.status}: ${refusal.said}`, requests };
	}
	endpoint.learnt.refused.add(meaning.without);
	return 'again';
}

function read(
	endpoint: Endpoint,
	text: string | null,
	question: ModelQuestion,
	{ requests, sent }: { readonly requests: number; readonly sent: readonly OptionalPart[] },
): ModelAnswer | 'again' {
	if (text === null) {
		return { ...nothingCounted, kind: 'unusable', detail: 'it is longer than any answer by the schema', requests };
	}
	const value = jsonOf(text);
	if (value === undefined) throw notJson(endpoint, text);
	const completion = completionSchema.safeParse(value);
	// Some send a failure within a success, and some an empty list of choices beside it.
	const said = completion.data?.choices?.length ? '' : saidIn(text);
	if (said !== '') {
		const inside = { status: statusIn(value), said: scrubbed(endpoint, said), retryAfterMs: undefined };
		return refused(endpoint, inside, [], requests);
	}
	if (!completion.success) {
		const why = z.prettifyError(completion.error).split('\n')[0];
		throw new TipBenchError('JudgeRefused', `${named(endpoint)} did not answer as such an endpoint does: ${why}.`);
	}
	if (shortRead(completion.data.usage, question) === null || !sent.includes('system')) {
		return completionAnswer(completion.data, question, requests);
	}
	// Templates of many models have no place for a system's message, and drop it unseen.
	endpoint.learnt.refused.add('system');
	return 'again';
}

/** Some hand a failure on within a success. */
function statusIn(value: unknown): number {
	const code = (value as { error?: { code?: unknown; status?: unknown } }).error?.code;
	return typeof code === 'number' && code >= 400 && code < 600 ? code : 500;
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A success that is no JSON: torn, or somebody else's page. */
function notJson(endpoint: Endpoint, text: string): TipBenchError {
	const begun = text.trimStart();
	if (begun === '' || begun.startsWith('{')) {
		return new TipBenchError('JudgeUnavailable', `${named(endpoint)} ended its answer too soon.`);
	}
	return new TipBenchError(
		'JudgeRefused',
		`${named(endpoint)} did not answer as such an endpoint does: no JSON. Is ${endpoint.source.address_variable} its address?`,
	);
}
