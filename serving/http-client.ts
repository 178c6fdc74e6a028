import { Pool } from 'undici';
import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { type PolicyName, policyNames } from '../domain/policies/policy-names';
import { messageOf } from '../machine/coded-error';
import type { Asked, GivenReward } from './asked';
import { policyPath } from './http/policy-path';

const decidedSchema = z.object({
	decision: z.string(),
	policy: z.enum(policyNames),
	chosen: z.object({ index: z.int(), id: z.string(), kind: z.string() }),
	propensity: z.number(),
	scores: z.array(z.number()),
	propensities: z.array(z.number()),
});

/** What a choice answers; lists are by tip. */
type ServedChoice = Readonly<z.infer<typeof decidedSchema>>;

const takenSchema = z.object({ decision: z.string(), reward: z.number(), is_new: z.boolean() });

const goneSchema = z.object({ users: z.int(), decisions: z.int() });

const problemSchema = z.object({ code: z.string(), detail: z.string() });

/**
 * Asks a process that serves policies. Nothing is asked twice: a choice that was lost on its way back is another one the
 * second time, since chance has moved on.
 * All throw TipBenchError ServingUnavailable, which another try may mend, and ServingRefused.
 */
export interface ServingClient {
	score(policy: PolicyName, asked: Asked, signal?: AbortSignal): Promise<ServedChoice>;
	/** @returns whether it was new */
	reward(given: GivenReward, signal?: AbortSignal): Promise<boolean>;
	/** Deletes what is kept of simulated users. @param run what their ids begin with, behind `sim:` */
	sweep(run: string, signal?: AbortSignal): Promise<{ readonly users: number; readonly decisions: number }>;
	close(): Promise<void>;
}

/** Where it is, and the token by which a product asks. */
export interface ServingAddress {
	readonly url: string;
	readonly token: string;
	/** How much is asked at once; 4 unless told. */
	readonly connections?: number;
}

/** Milliseconds: a choice takes one. */
const patienceMs = 10_000;

/** So much of a strange answer is quoted. */
const quoted = 200;

/** A client of a process that serves policies. */
export function servingClient({ url, token, connections = 4 }: ServingAddress): ServingClient {
	const { origin, pathname } = new URL(url);
	// A proxy may have it under a path.
	const under = pathname.replace(/\/+$/, '');
	const pool = new Pool(origin, { connections, headersTimeout: patienceMs, bodyTimeout: patienceMs });
	const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
	const ask = async <T>(path: string, body: unknown, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T> => {
		const { status, text } = await post(path, JSON.stringify(body), signal);
		if (status !== 200) throw refusal(path, status, text);
		const answer = schema.safeParse(jsonOf(text));
		if (answer.success) return answer.data;
		throw failure('ServingRefused', `${path} answered what no choice of ours is: ${text.slice(0, quoted)}`);
	};
	const post = async (path: string, body: string, signal?: AbortSignal) => {
		try {
			const answer = await pool.request({
				path: `${under}${path}`,
				method: 'POST',
				headers,
				body,
				signal: signal ?? null,
			});
			return { status: answer.statusCode, text: await answer.body.text() };
		} catch (cause) {
			signal?.throwIfAborted();
			throw failure('ServingUnavailable', `${url} does not answer: ${messageOf(cause)}`, cause);
		}
	};
	return {
		score: (policy, asked, signal) => ask(`/score/${policyPath(policy)}`, asked, decidedSchema, signal),
		reward: async (given, signal) => (await ask('/reward', given, takenSchema, signal)).is_new,
		sweep: (run, signal) => ask('/sweep', { run }, goneSchema, signal),
		close: () => pool.close(),
	};
}

function refusal(path: string, status: number, text: string): TipBenchError {
	const problem = problemSchema.safeParse(jsonOf(text));
	const why = problem.success ? `${problem.data.code}: ${problem.data.detail}` : text.slice(0, quoted);
	const mayMend = status === 429 || status === 503 || status === 507;
	return failure(mayMend ? 'ServingUnavailable' : 'ServingRefused', `${path} answered ${status}: ${why}`);
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function failure(code: 'ServingUnavailable' | 'ServingRefused', message: string, cause?: unknown): TipBenchError {
	return new TipBenchError(code, message, { cause });
}
