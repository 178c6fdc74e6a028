import { batchedSums } from './batched-sums';
import { batchSize, type FlipBatch, inBatches } from './flip-batches';
import type { Flips } from './flips';

/** What rounding leaves of 0. */
const unflipped = 1e-9;

/** The differences of a candidate from the baseline by scenario; `null` where one of them has no score. */
export type Differences = readonly (number | null)[];

/** Whether what was seen of a candidate is held against the largest of all under the flip, or against its own. */
export type Held = 'against-all' | 'alone';

/** Of an interval; infinite where the flips are too few. */
export interface Ends {
	readonly low: number;
	readonly high: number;
}

interface EndOptions {
	readonly flips: Flips;
	readonly level: number;
	readonly held: Held;
}

/**
 * Both ends by mean: the first δ from below, and from above, at which more flips than the level allows do as much as was
 * seen. A flip does so for some candidate from the δ on at which mean − δ = (mean under the flip) − δ × (mean of the signs).
 * From above that holds of −d, whose means are the same with the other sign.
 * @param means what was seen; where they are held alone, of each candidate in turn
 */
export function endsOf(
	candidates: readonly Differences[],
	means: readonly number[],
	{ flips, level, held }: EndOptions,
): Ends[] {
	const walk = walkOf(candidates, held);
	const below = means.map(() => new Float64Array(flips.count));
	const above = means.map(() => new Float64Array(flips.count));
	let taken = 0;
	inBatches(flips, (batch) => {
		walk.take(batch);
		for (let at = 0; at < means.length; at += 1) {
			const [mean, from, ofBelow, ofAbove] = [means[at] as number, taken, below[at], above[at]];
			for (let flip = 0; flip < batch.count; flip += 1) {
				(ofBelow as Float64Array)[from + flip] = walk.turn(at, flip, mean, 1);
				(ofAbove as Float64Array)[from + flip] = walk.turn(at, flip, mean, -1);
			}
		}
		taken += batch.count;
		return true;
	});
	const place = Math.floor(level * flips.count + unflipped);
	const endOf = (turns: Float64Array | undefined) => turns?.sort()[place] ?? Number.NEGATIVE_INFINITY;
	return means.map((_mean, at) => ({ low: endOf(below[at]), high: -endOf(above[at]) }));
}

/**
 * What flips do to candidates. Of those that are held together and have the same scenarios, one that is furthest ahead
 * stands for all, since their signs have one mean.
 */
function walkOf(candidates: readonly Differences[], held: Held) {
	const { patterns, patternOf } = patternsOf(candidates);
	const isAlone = held === 'alone';
	const groupOf = Int32Array.from(isAlone ? candidates.keys() : patternOf);
	const signsOf = Int32Array.from(isAlone ? patternOf : patterns.keys(), (pattern) => candidates.length + pattern);
	const ones = patterns.map((each) => each.map((value) => (value === null ? null : 1)));
	const walk = batchedSums([...candidates, ...ones].map(asMean));
	const { sums } = walk;
	const groups = signsOf.length;
	const [largest, smallest] = [new Float64Array(groups * batchSize), new Float64Array(groups * batchSize)];
	const slopes = new Float64Array(groups * batchSize);
	return {
		take(batch: FlipBatch): void {
			walk.take(batch);
			largest.fill(Number.NEGATIVE_INFINITY);
			smallest.fill(Number.POSITIVE_INFINITY);
			for (let at = 0; at < groupOf.length; at += 1) {
				const [from, into] = [at * batchSize, (groupOf[at] as number) * batchSize];
				for (let flip = 0; flip < batch.count; flip += 1) {
					const sum = sums[from + flip] as number;
					if (sum > (largest[into + flip] as number)) largest[into + flip] = sum;
					if (sum < (smallest[into + flip] as number)) smallest[into + flip] = sum;
				}
			}
			for (let group = 0; group < groups; group += 1) {
				const [from, into] = [(signsOf[group] as number) * batchSize, group * batchSize];
				for (let flip = 0; flip < batch.count; flip += 1) slopes[into + flip] = 1 - (sums[from + flip] as number);
			}
		},
		/** From which δ on a flip of those that were taken last does as much as was seen. @param sign −1 for −d */
		turn(which: number, flip: number, mean: number, sign: 1 | -1): number {
			const ends = sign === 1 ? largest : smallest;
			const [from, to] = isAlone ? [which, Math.min(which + 1, groups)] : [0, groups];
			let turn = Number.POSITIVE_INFINITY;
			for (let group = from; group < to; group += 1) {
				const place = group * batchSize + flip;
				const [above, slope] = [sign * (mean - (ends[place] as number)), slopes[place] as number];
				if (slope > unflipped) {
					if (above < turn * slope) turn = above / slope;
					// None of its scenarios is flipped: it does as much at every δ, or at none.
				} else if (above <= unflipped) turn = Number.NEGATIVE_INFINITY;
			}
			return turn;
		},
	};
}

/** Which scenarios candidates have, each once: mostly all have all. */
export function patternsOf(candidates: readonly Differences[]) {
	const names = candidates.map((each) => each.map((value) => (value === null ? '-' : '+')).join(''));
	const order = [...new Set(names)];
	const patterns = order.map((name) => candidates[names.indexOf(name)] ?? []);
	return { patterns, patternOf: names.map((name) => order.indexOf(name)) };
}

/** What a candidate has. */
export function commonOf(differences: Differences): number[] {
	return differences.filter((each) => each !== null);
}

/** A column whose sum is the mean of what it has. */
function asMean(column: Differences): number[] {
	const scale = 1 / commonOf(column).length;
	return column.map((value) => (value ?? 0) * scale);
}
