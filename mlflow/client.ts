import { setTimeout as pause } from 'node:timers/promises';
import { Agent, errors, request } from 'undici';
import type { ZodType } from 'zod';
import { TipBenchError } from '../domain/errors';
import { authorization, type MlflowEnvironment } from './credentials';
import { answerError, isHostRefusal, type MlflowAnswer, MlflowError } from './errors';

/** An MLflow tracking server, and what has been learnt of it. */
export interface Mlflow {
	/** As `readMlflowUrl` gives it: with its path, without a slash at the end. */
	readonly url: string;
	readonly connections: Agent;
	readonly headers: { readonly authorization?: string };
	/** The host name to be called by, where it refused its own. */
	host: string | undefined;
	/** Whether it takes artifacts over REST; unknown before the first try. */
	takesArtifacts: boolean | undefined;
}

/** A request; `what` says in a few words what it is for, for messages. */
export interface MlflowRequest {
	readonly method: 'GET' | 'POST' | 'PUT';
	/** Below the server's address, with a leading slash. */
	readonly path: string;
	readonly body?: unknown;
	readonly what: string;
}

/** MLflow on SQLite takes no more at once: with 40 some of them fail. */
const requestsAtOnce = 6;

/** Milliseconds before the second and third try; after that the caller's own retries go on. */
const pausesMs = [250, 1_000];

/** A client of the MLflow at an address. Credentials are taken from the environment that is handed in. */
export function createMlflow(url: string, env: MlflowEnvironment): Mlflow {
	const connections = new Agent({
		connections: requestsAtOnce,
		connect: { timeout: 5_000 },
		headersTimeout: 60_000,
		bodyTimeout: 60_000,
	});
	return { url, connections, headers: authorization(env), host: undefined, takesArtifacts: undefined };
}

/**
 * Calls MLflow's REST API (`/api/2.0/mlflow/…`) and checks the answer's shape.
 * @throws MlflowError (a TipBenchError, MlflowUnavailable or MlflowRefused)
 */
export async function callMlflow<T>(mlflow: Mlflow, asked: MlflowRequest, schema: ZodType<T>): Promise<T> {
	const path = `/api/2.0/mlflow${asked.path}`;
	const { text } = await send(mlflow, { ...asked, path });
	const parsed = schema.safeParse(text === '' ? {} : parseJson(text));
	if (parsed.success) return parsed.data;
	const problem = parsed.error.issues[0];
	const place = problem === undefined ? '' : ` (${problem.path.join('.')}: ${problem.message})`;
	throw new MlflowError(
		'MlflowRefused',
		`${mlflow.url} does not answer like MLflow when asked to ${asked.what}${place}`,
		'',
	);
}

/**
 * Sends a request; what may pass is tried three times, and a refused host name is replaced by `localhost`, which
 * MLflow accepts by default.
 * @throws MlflowError
 */
export async function send(mlflow: Mlflow, asked: MlflowRequest): Promise<MlflowAnswer> {
	for (let attempt = 0; ; attempt += 1) {
		try {
			return await sendOnce(mlflow, asked);
		} catch (error) {
			const wait = pausesMs[attempt];
			if (wait === undefined || !(error instanceof TipBenchError) || error.final) throw error;
			await pause(wait);
		}
	}
}

async function sendOnce(mlflow: Mlflow, asked: MlflowRequest): Promise<MlflowAnswer> {
	let answer = await exchange(mlflow, asked);
	if (isHostRefusal(answer) && mlflow.host === undefined) {
		const { port } = new URL(mlflow.url);
		const host = port === '' ? 'localhost' : `localhost:${port}`;
		answer = await exchange({ ...mlflow, host }, asked);
		if (!isHostRefusal(answer)) mlflow.host = host;
	}
	if (answer.status >= 200 && answer.status < 300) return answer;
	throw answerError(mlflow.url, asked.what, answer);
}

async function exchange(mlflow: Mlflow, { method, path, body, what }: MlflowRequest): Promise<MlflowAnswer> {
	const isText = typeof body === 'string';
	try {
		const { statusCode, body: answer } = await request(`${mlflow.url}${path}`, {
			dispatcher: mlflow.connections,
			method,
			headers: {
				...mlflow.headers,
				...(mlflow.host === undefined ? {} : { host: mlflow.host }),
				...(body === undefined ? {} : { 'content-type': isText ? 'application/octet-stream' : 'application/json' }),
			},
			...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
		});
		return { status: statusCode, text: await answer.text() };
	} catch (error) {
		const reason =
			error instanceof errors.UndiciError
				? error.message
				: (error as Error).message || String((error as { code?: unknown }).code);
		const message = `MLflow does not answer at ${mlflow.url} when asked to ${what} (${reason}); start it, or correct mlflow_url or MLFLOW_TRACKING_URI`;
		throw new MlflowError('MlflowUnavailable', message, '');
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
