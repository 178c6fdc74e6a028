import { Pool } from 'undici';
import { startLasting, type WorkerProcess } from './worker-process';

/** The tokens of {@link startServingProcess}. */
export const [productToken, adminsToken] = ['a-product-token-of-the-tests', 'an-admin-token-of-the-tests'];

/** A process that serves policies. */
export interface ServingProcess extends WorkerProcess {
	readonly url: string;
	/** Posts JSON with the token of a product. @throws Error where the process is gone */
	post(path: string, body: unknown): Promise<ServingAnswer>;
	/** Asks with the token of the admin. */
	get(path: string): Promise<ServingAnswer>;
}

/** An answer, read. */
interface ServingAnswer {
	readonly status: number;
	// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
	readonly body: any;
}

/** Starts `./tip-bench serve` on a state folder, at a port of its own. */
export async function startServingProcess(
	stateDir: string,
	env: Readonly<Record<string, string>> = {},
): Promise<ServingProcess> {
	const tokens = { TIP_BENCH_SERVE_TOKEN: productToken, TIP_BENCH_ADMIN_TOKEN: adminsToken };
	const own = await startLasting(['serve', '--port', '0'], { TIP_BENCH_STATE: stateDir, ...tokens, ...env });
	const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(own.said()) ?? [];
	const pool = new Pool(url, { connections: 16 });
	const ask = async (path: string, token: string, more: { method: 'GET' | 'POST'; body?: string }) => {
		const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
		const answer = await pool.request({ path, headers, ...more });
		const text = await answer.body.text();
		const isJson = /json$/.test(String(answer.headers['content-type']));
		return { status: answer.statusCode, body: isJson ? JSON.parse(text) : text };
	};
	return {
		...own,
		url,
		post: (path, body) => ask(path, productToken, { method: 'POST', body: JSON.stringify(body) }),
		get: (path) => ask(path, adminsToken, { method: 'GET' }),
		stop: async () => {
			await pool.destroy();
			await own.stop();
		},
		kill: async () => {
			await own.kill();
			await pool.destroy();
		},
	};
}

/** What a policy is asked, of so many tips in three kinds. @param salt makes tips that differ */
export function askedOf(user: string, tips: number, salt: number): object {
	const share = (at: number) => ((at + 1) * (salt + 1) * 0.618_033_988_75) % 1;
	return {
		...{ user, moment: { hour: 24 * share(99), weekend: salt % 7 > 4 } },
		tips: Array.from({ length: tips }, (_none, at) => ({
			...{ id: `tip-${at}`, kind: ['plan', 'rest', 'move'][at % 3] as string },
			...{ priority: share(at), overdue: share(at + 50) < 0.3, task_age_days: 40 * share(at + 70) },
		})),
	};
}
