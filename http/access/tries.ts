import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ServerError } from '../errors';

/** Slows down who tries tokens, and who asks too much. */
export interface Tries {
	/** @throws ServerError TooManyRequests where this address, or all of them together, guessed too often */
	admit(address: string): Promise<void>;
	/** Takes note of a right one: whoever guesses elsewhere does not keep that address out. */
	noteRight(address: string): void;
	/** Takes note of a wrong token. The same one again is a script with an old one, and no guess. */
	noteWrong(address: string, given: string): Promise<void>;
	/** Takes note of a request. @throws ServerError TooManyRequests */
	noteRequest(address: string): Promise<void>;
}

/** What is let through. */
export interface TryLimits {
	/** Wrong tokens of one address, and of all, in a minute. */
	readonly wrongOfOne: number;
	readonly wrongOfAll: number;
	/** Requests of one address in ten seconds. */
	readonly requests: number;
}

/** Whoever mistypes is not kept out; whoever guesses finds nothing. A panel asks for some ten things a second. */
export const usualLimits: TryLimits = { wrongOfOne: 10, wrongOfAll: 100, requests: 5_000 };

/** Wrong tokens, and addresses, that are remembered. */
const mostRemembered = 1_000;

/**
 * Limits that live as long as the process.
 * @param onWrong is told the address of each wrong token, once
 */
export function limitTries({ wrongOfOne, wrongOfAll, requests }: TryLimits, onWrong: (address: string) => void): Tries {
	const ofOne = new RateLimiterMemory({ points: wrongOfOne, duration: 60 });
	const ofAll = new RateLimiterMemory({ points: wrongOfAll, duration: 60 });
	const asked = new RateLimiterMemory({ points: requests, duration: 10 });
	const known = new Set<string>();
	const trusted = new Set<string>();
	const refuseAt = async (limiter: RateLimiterMemory, key: string, points: number) => {
		const state = await limiter.get(key);
		if (state !== null && state.consumedPoints >= points)
			throw tooMany('Too many wrong tokens came.', state.msBeforeNext);
	};
	return {
		admit: async (address) => {
			await refuseAt(ofOne, address, wrongOfOne);
			if (!trusted.has(address)) await refuseAt(ofAll, 'all', wrongOfAll);
		},
		noteRight: (address) => remember(trusted, address),
		noteWrong: async (address, given) => {
			const tried = createHash('sha256').update(`${address} ${given}`).digest('base64');
			if (known.has(tried)) return;
			remember(known, tried);
			onWrong(address);
			await Promise.all([ofOne.penalty(address), ofAll.penalty('all')]);
		},
		noteRequest: async (address) => {
			try {
				await asked.consume(address);
			} catch (refused) {
				if (!(refused instanceof RateLimiterRes)) throw refused;
				throw tooMany('Too many requests came from this address.', refused.msBeforeNext);
			}
		},
	};
}

function remember(known: Set<string>, each: string): void {
	known.add(each);
	const [oldest] = known;
	if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
}

function tooMany(what: string, retryAfterMs: number): ServerError {
	const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
	return new ServerError('TooManyRequests', `${what} Ask again in ${seconds} s.`, { retryAfterMs });
}
