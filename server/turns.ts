import { MachineError } from '../machine/errors';

/** Lets a few of many do costly work at once. */
export interface Turns {
	/**
	 * Waits for a turn, and works.
	 * @param signal of the one who asked: whoever has left meanwhile is passed over
	 * @throws MachineError Interrupted where it is aborted, and what the work throws
	 */
	take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

/** @param most how many at once */
export function createTurns(most: number): Turns {
	const waiting: (() => void)[] = [];
	let atWork = 0;
	return {
		take: async (signal, work) => {
			if (atWork >= most) await new Promise<void>((resolve) => waiting.push(resolve));
			else atWork += 1;
			try {
				if (signal.aborted) throw new MachineError('Interrupted', 'Whoever asked has left meanwhile.');
				return await work();
			} finally {
				// The turn is handed on, or given back.
				const next = waiting.shift();
				if (next === undefined) atWork -= 1;
				else next();
			}
		},
	};
}
