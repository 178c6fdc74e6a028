import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { askedOf, productToken } from '../../testbed/serving-process';

/** How long answers took, in milliseconds, and how many came not. */
export interface ServingTimes {
	readonly choicesMs: readonly number[];
	readonly rewardsMs: readonly number[];
	readonly failed: number;
}

/** Asks a process that serves policies. */
export interface ServingLoad {
	/** Has so many users decided for and rewarded once each, as fast as it goes. */
	fill(from: number, to: number): Promise<void>;
	/**
	 * Asks for choices so many times a second, whether answers come or not; every second one is rewarded at once.
	 * @param seconds how long @param users among so many, by chance
	 */
	ask(path: string, rate: number, seconds: number, users: number): Promise<ServingTimes>;
	close(): Promise<void>;
}

const headers = { authorization: `Bearer ${productToken}`, 'content-type': 'application/json' };

const differentBodies = 1_000;

type BodyFor = (user: string) => string;

/** A body for any user, of which all else is written already. */
function bodyFor(tips: number, salt: number): BodyFor {
	const [before, after] = JSON.stringify(askedOf('USER', tips, salt)).split('USER') as [string, string];
	return (user) => before + user + after;
}

/** @param tips candidates of each choice */
export function servingLoad(url: string, tips: number): ServingLoad {
	const pool = new Pool(url, { connections: 32 });
	const post = async (path: string, body: string) => {
		const began = performance.now();
		const answer = await pool.request({ path, method: 'POST', headers, body });
		const text = await answer.body.text();
		if (answer.statusCode !== 200) throw new Error(text);
		return { ms: performance.now() - began, text };
	};
	const reward = async (text: string, at: number) => {
		const { decision } = JSON.parse(text) as { decision: string };
		const outcome = { completed: at % 3 === 0, dwell_seconds: at % 90 };
		return (await post('/reward', JSON.stringify({ decision, reward: (at % 11) / 10, outcome }))).ms;
	};
	return {
		fill: async (from, to) => {
			let next = from;
			const lane = async () => {
				for (let at = next++; at < to; at = next++) {
					const { text } = await post('/score/egreedy/v2', JSON.stringify(askedOf(`user-${at}`, tips, at)));
					await reward(text, at);
				}
			};
			await Promise.all(Array.from({ length: 16 }, lane));
		},
		ask: async (path, rate, seconds, users) => {
			const [choicesMs, rewardsMs] = [[], []] as [number[], number[]];
			let [failed, open] = [0, 0];
			// Made before: what the asker does meanwhile is waited for as if the server took it.
			const bodies = Array.from({ length: differentBodies }, (_none, at) => bodyFor(tips, at));
			const one = async (at: number, body: string) => {
				const { ms, text } = await post(path, body);
				choicesMs.push(ms);
				if (at % 2 === 0) rewardsMs.push(await reward(text, at));
			};
			const began = performance.now();
			for (let at = 0; at < rate * seconds; at += 1) {
				const body = (bodies[at % differentBodies] as BodyFor)(`user-${Math.floor(Math.random() * users)}`);
				const early = began + (at * 1_000) / rate - performance.now();
				if (early > 0) await pause(early);
				open += 1;
				one(at, body)
					.catch(() => {
						failed += 1;
					})
					.finally(() => {
						open -= 1;
					});
			}
			while (open > 0) await pause(10);
			return { choicesMs, rewardsMs, failed };
		},
		close: () => pool.close(),
	};
}
