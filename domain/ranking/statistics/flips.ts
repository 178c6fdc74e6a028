import { mersenne } from 'pure-rand/generator/mersenne';

/** Up to so many scenarios every flip is taken, 2¹⁴ of them; beyond, one fewer are drawn, and the one that flips nothing. */
const mostExact = 14;
const drawn = 2 ** mostExact - 1;

/** Scenarios stand in blocks of four, since sums of four are quickly looked up. */
export const blockSize = 4;

/** Flips of signs, one sign a scenario, shared by all rows. */
export interface Flips {
	/** Whether these are all that there are. */
	readonly exact: boolean;
	/** How many, the one that flips nothing included. */
	readonly count: number;
	/**
	 * Calls back with each, the one that flips nothing first. A flip is a number of 0 to 15 for each block of four
	 * scenarios, whose bit n is 1 where the block's scenario n is flipped. The array is the same one each time.
	 */
	each(use: (flip: Uint8Array) => void): void;
}

/**
 * The flips of a paired comparison (Fisher 1935, The Design of Experiments, §21): all 2ⁿ where there are 14 scenarios or
 * fewer, else 16,383 drawn by the seed and the one that flips nothing, so that no probability is 0 (Phipson and Smyth 2010,
 * https://doi.org/10.2202/1544-6115.1585).
 * @param seed a whole number; the same one draws the same flips
 */
export function flipsOf(scenarios: number, seed: number): Flips {
	const flip = new Uint8Array(Math.ceil(scenarios / blockSize));
	if (scenarios <= mostExact) return { exact: true, count: 2 ** scenarios, each: takeAll(flip, scenarios) };
	return { exact: false, count: drawn + 1, each: draw(flip, scenarios, seed) };
}

function takeAll(flip: Uint8Array, scenarios: number): Flips['each'] {
	return (use) => {
		for (let bits = 0; bits < 2 ** scenarios; bits += 1) {
			for (let block = 0; block < flip.length; block += 1) flip[block] = (bits >>> (block * blockSize)) & 15;
			use(flip);
		}
	};
}

function draw(flip: Uint8Array, scenarios: number, seed: number): Flips['each'] {
	const rest = scenarios % blockSize;
	const last = rest === 0 ? 15 : (1 << rest) - 1;
	return (use) => {
		const random = mersenne(seed);
		use(flip.fill(0));
		for (let round = 0; round < drawn; round += 1) {
			let bits = 0;
			for (let block = 0; block < flip.length; block += 1) {
				if (block % 8 === 0) bits = random.next();
				flip[block] = bits & (block === flip.length - 1 ? last : 15);
				bits >>>= blockSize;
			}
			use(flip);
		}
	};
}
