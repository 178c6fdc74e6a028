import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../machine/log';
import type { Asked } from '../asked';
import { startServing } from '../serve';

/** The tokens of {@link testServing}. */
export const [serveToken, adminToken] = ['a-serve-token-of-a-test', 'an-admin-token-of-a-test'];

/** A real server of a test on a socket of its own. */
export interface TestServing {
	readonly url: string;
	readonly env: Readonly<Record<string, string>>;
	/** Lines of the log, as JSON. */
	readonly lines: Record<string, unknown>[];
	/** Posts JSON, or a text as it is, with the token of a product. */
	post(path: string, body: unknown, token?: string): Promise<TestAnswer>;
	get(path: string, token?: string): Promise<TestAnswer>;
	/** Ends it; the state folder stays. */
	stop(): Promise<void>;
	remove(): Promise<void>;
}

/** An answer, read. */
interface TestAnswer {
	readonly status: number;
	// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
	readonly body: any;
}

/** Starts one. @param env beside a state folder and the tokens */
export async function testServing(
	env: Readonly<Record<string, string>> = {},
	now: () => number = Date.now,
): Promise<TestServing> {
	const folder = mkdtempSync(join(tmpdir(), 'tip-bench-serving-'));
	const tokens = { TIP_BENCH_SERVE_TOKEN: serveToken, TIP_BENCH_ADMIN_TOKEN: adminToken };
	const whole = { HOME: folder, TIP_BENCH_STATE: folder, ...tokens, ...env };
	const lines: Record<string, unknown>[] = [];
	const log = createLog({ format: 'json', level: 'debug', write: (line) => lines.push(JSON.parse(line)) });
	const server = await startServing({ env: whole, log, host: '127.0.0.1', port: 0, now });
	const ask = async (path: string, token: string, init: RequestInit = {}): Promise<TestAnswer> => {
		const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
		const answer = await fetch(server.url + path, { headers, ...init });
		const text = await answer.text();
		return {
			status: answer.status,
			body: /json$/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text,
		};
	};
	let stopped: Promise<void> | undefined;
	const stop = () => {
		stopped ??= server.stop();
		return stopped;
	};
	return {
		...{ url: server.url, env: whole, lines, stop },
		post: (path, body, token = serveToken) =>
			ask(path, token, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
		get: (path, token = adminToken) => ask(path, token),
		remove: async () => {
			await stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** What a policy is asked, of so many tips in three kinds. */
export function someAsked(user: string, tips = 4): Asked {
	return {
		...{ user, moment: { hour: 8.5, weekend: false } },
		tips: Array.from({ length: tips }, (_none, at) => ({
			...{ id: `tip-${at}`, kind: ['plan', 'rest', 'move'][at % 3] as string },
			...{ priority: (at % 5) / 5, overdue: at % 2 === 1, task_age_days: at * 3 },
		})),
	};
}
