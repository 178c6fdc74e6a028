import { z } from 'zod';
import type { EpisodeResult } from './episode';

const numbers = z.array(z.number()).readonly();

/** What came of the episodes of one persona with one policy, for seeds in a row. Small: it goes through a history. */
export const pairResultsSchema = z.object({
	/** The first seed. */
	from: z.int().min(0),
	/** Mean reward of each episode, in the order of the seeds. */
	rewards: numbers,
	/** Mean regret of each. */
	regrets: numbers,
	/** Of each part of the curve the sum over the episodes, and that of the squares. */
	curve_sums: numbers,
	curve_squares: numbers,
});

export type PairResults = Readonly<z.infer<typeof pairResultsSchema>>;

/** Episodes of one persona with one policy, as one. @param episodes of seeds in a row, one at least */
export function gatherEpisodes(episodes: readonly EpisodeResult[]): PairResults {
	const curves = episodes.map(({ curve }) => curve);
	return {
		from: episodes[0]?.seed ?? 0,
		rewards: episodes.map(({ mean_reward }) => mean_reward),
		regrets: episodes.map(({ mean_regret }) => mean_regret),
		curve_sums: sumsOf(curves),
		curve_squares: sumsOf(curves.map((curve) => curve.map((each) => each * each))),
	};
}

/**
 * Results of seeds in a row, as one.
 * @param parts in any order
 * @throws Error where a seed is lacking or stands twice: nothing was lost silently
 */
export function joinResults(parts: readonly PairResults[]): PairResults {
	const sorted = parts.filter(({ rewards }) => rewards.length > 0).sort((a, b) => a.from - b.from);
	let next = sorted[0]?.from ?? 0;
	for (const { from, rewards } of sorted) {
		if (from !== next) throw new Error(`results of seeds from ${from} do not follow those before ${next}`);
		next += rewards.length;
	}
	return {
		from: sorted[0]?.from ?? 0,
		rewards: sorted.flatMap(({ rewards }) => rewards),
		regrets: sorted.flatMap(({ regrets }) => regrets),
		curve_sums: sumsOf(sorted.map(({ curve_sums }) => curve_sums)),
		curve_squares: sumsOf(sorted.map(({ curve_squares }) => curve_squares)),
	};
}

/** A point of a curve: the mean over the episodes, and its standard error; `null` of fewer than two. */
export interface CurvePoint {
	readonly mean: number;
	readonly error: number | null;
}

/** The mean curve over the episodes. */
export function curveOf({ rewards, curve_sums, curve_squares }: PairResults): CurvePoint[] {
	const count = rewards.length;
	return curve_sums.map((sum, at) => {
		const mean = sum / count;
		const variance = Math.max(0, ((curve_squares[at] ?? 0) - count * mean * mean) / (count - 1));
		return { mean, error: count < 2 ? null : Math.sqrt(variance / count) };
	});
}

function sumsOf(rows: readonly (readonly number[])[]): number[] {
	const [first = []] = rows;
	return first.map((_each, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
}
