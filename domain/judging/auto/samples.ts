import type { Scores } from '../rubric';
import { middleOf } from '../rubric-rule';

/** One set of scores of several: for each score the middle one, of an even number the lower of the two. */
export function middleScores(samples: readonly Scores[]): Scores {
	const names = Object.keys(samples[0] ?? {});
	return Object.fromEntries(names.map((name) => [name, middleOf(valuesOf(samples, name))]));
}

/** By dimension the largest difference between two samples; nothing for one sample. */
export function spreadOf(samples: readonly Scores[], dimensions: readonly string[]): Record<string, number> {
	if (samples.length < 2) return {};
	return Object.fromEntries(
		dimensions.map((name) => {
			const values = valuesOf(samples, name);
			return [name, Math.max(...values) - Math.min(...values)];
		}),
	);
}

function valuesOf(samples: readonly Scores[], name: string): number[] {
	return samples.flatMap((sample) => sample[name] ?? []);
}
