import { quantileOf } from './quantiles';

/**
 * Why a t-interval of these scenario means may miss the true mean more often than it says, or `null`. What counts was found
 * by simulation (docs/statistics.md): where the median lies within a seventh of the scale from an end, scores are cut or
 * fail seldom and badly; where a fifth or more lie at the low end and there are fewer than 16, empty answers split them.
 * @param range the lowest and highest score that there is
 */
export function intervalCaution(
	scenarioMeans: readonly number[],
	{ low, high }: { readonly low: number; readonly high: number },
): string | null {
	const median = quantileOf(scenarioMeans, 0.5).value;
	if (median === null) return null;
	const margin = (high - low) / 7;
	if (median >= high - margin) return 'near the top of the scale: the interval misses more often than it says';
	if (median <= low + margin) return 'near the bottom of the scale: the interval misses more often than it says';
	const lowest = scenarioMeans.filter((each) => each <= low + margin).length;
	if (scenarioMeans.length < 16 && lowest >= scenarioMeans.length / 5)
		return 'many scores at the bottom of the scale: the interval misses more often than it says';
	return null;
}
