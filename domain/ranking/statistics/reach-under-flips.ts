import { batchSize } from './flip-batches';

/** How many of the flips that were taken last do at least as much as is seen. */
export interface RowBounds {
	/** Whatever the scores. */
	surelyReach(): number;
	/** With some scores. */
	mayReach(): number;
}

/** The mean difference of another row, of some scores. */
interface Difference {
	/** As it is seen. */
	readonly seen: number;
	/** Writes it under the flips that were taken last. */
	write(into: Float64Array, from: number): void;
}

/** The lowest and the highest that it can be. */
interface Side {
	readonly low: Difference;
	readonly high: Difference;
}

/** Counts how many flips reach what is seen. @param others all rows but the one that is asked about @param flips how many were taken */
export function reachOf(others: readonly Side[], flips: () => number): RowBounds {
	// The row itself, whose difference is 0, comes last.
	const count = others.length + 1;
	const [low, high] = [
		[...others.map((each) => each.low.seen), 0],
		[...others.map((each) => each.high.seen), 0],
	];
	const size = Math.max(1, ...low.map(Math.abs), ...high.map(Math.abs));
	const [small, generous] = [size * 1e-11, size * 1e-8];
	const half = low.map((each, at) => ((high[at] ?? 0) - each) / 2);
	const largestSeen = low.map((_each, at) => Math.max(...low.filter((_other, place) => place !== at)));
	const [lows, highs] = [new Float64Array(count * batchSize), new Float64Array(count * batchSize)];
	const write = () => {
		for (const [at, each] of others.entries()) {
			each.low.write(lows, at * batchSize);
			each.high.write(highs, at * batchSize);
		}
	};
	const middleAt = (place: number) => ((lows[place] as number) + (highs[place] as number)) / 2;
	const largest = new Float64Array(batchSize);
	const second = new Float64Array(batchSize);
	const ofLargest = new Int32Array(batchSize);
	const takeLeast = () => {
		largest.fill(Number.NEGATIVE_INFINITY);
		second.fill(Number.NEGATIVE_INFINITY);
		for (let at = 0; at < count; at += 1) {
			for (let flip = 0; flip < flips(); flip += 1) {
				const least = middleAt(at * batchSize + flip) - (half[at] as number);
				if (least > (largest[flip] as number)) {
					second[flip] = largest[flip] as number;
					largest[flip] = least;
					ofLargest[flip] = at;
				} else if (least > (second[flip] as number)) second[flip] = least;
			}
		}
	};
	const reaches = new Uint8Array(batchSize);
	const reached = () => {
		let sum = 0;
		for (let flip = 0; flip < flips(); flip += 1) sum += reaches[flip] as number;
		return sum;
	};
	return {
		surelyReach() {
			write();
			takeLeast();
			reaches.fill(1);
			// For each row that may be the one seen furthest above: its highest scores are the worst for the flip.
			for (let at = 0; at < count; at += 1) {
				const enough = (high[at] as number) - small;
				for (let flip = 0; flip < flips(); flip += 1) {
					const others = ofLargest[flip] === at ? (second[flip] as number) : (largest[flip] as number);
					if (enough > (highs[at * batchSize + flip] as number) && enough > others) reaches[flip] = 0;
				}
			}
			return reached();
		},
		mayReach() {
			write();
			reaches.fill(0);
			// For each row that may reach it under the flip: its lowest scores where flipped, its highest elsewhere.
			for (let at = 0; at < count; at += 1) {
				const [seen, enough, spread] = [low[at] as number, (largestSeen[at] as number) - generous, half[at] as number];
				for (let flip = 0; flip < flips(); flip += 1) {
					const place = at * batchSize + flip;
					const isFlipped = (seen - (lows[place] as number)) / 2 <= generous;
					if (isFlipped && middleAt(place) + spread >= enough) reaches[flip] = 1;
				}
			}
			return reached();
		},
	};
}
