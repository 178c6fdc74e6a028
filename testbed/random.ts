/** Draws that a seed alone decides. */
export interface Random {
	/** A number in [0, 1). */
	next(): number;
	/** A number in [from, to). */
	between(from: number, to: number): number;
	/** A waiting time of this mean, as between events that know nothing of each other. */
	exponential(mean: number): number;
	/** The same things in another order. */
	shuffled<T>(things: readonly T[]): T[];
}

/** The same seed gives the same draws everywhere: Mulberry32. */
export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		next,
		between: (from, to) => from + next() * (to - from),
		exponential: (mean) => -mean * Math.log(1 - next()),
		shuffled: (things) => {
			const left = [...things];
			return things.flatMap(() => left.splice(Math.floor(next() * left.length), 1));
		},
	};
}
