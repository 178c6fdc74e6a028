import { messageOf } from '../machine/coded-error';
import { isInterruption, throwIfAborted } from '../machine/errors';
import type { Say } from '../machine/say';
import type { LocatedPart } from './part';

/** One way to come by a part. */
export interface Rung {
	/** Such as "the official download". */
	title: string;
	/** Undefined where there simply is nothing; throws where something went wrong. */
	attempt(): Promise<LocatedPart | undefined>;
}

/** Where a ladder ended: the part, or why each rung failed. */
export interface Climb {
	located: LocatedPart | undefined;
	failures: string[];
}

/** Tries the rungs in order until one has the part, saying in one line why a rung was left. */
export async function climb(name: string, rungs: Rung[], say: Say, signal?: AbortSignal): Promise<Climb> {
	const failures: string[] = [];
	for (const rung of rungs) {
		throwIfAborted(signal, `Looking for ${name}`);
		try {
			const located = await rung.attempt();
			if (located) return { located, failures };
		} catch (error) {
			throwIfAborted(signal, `Installing ${name}`);
			if (isInterruption(error)) throw error;
			failures.push(`${rung.title}: ${messageOf(error)}`);
			say(`${name}: ${rung.title} did not work: ${messageOf(error)}`);
		}
	}
	return { located: undefined, failures };
}
