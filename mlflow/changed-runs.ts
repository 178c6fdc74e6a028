import type { Mlflow } from './client';
import { changedTag } from './log-batch';
import type { RawRun } from './run-schema';
import { type ScanWatch, scanRawRuns } from './search';

/** How much of a time in ISO 8601 is one in so many milliseconds: ten seconds, a minute, ten minutes, an hour. */
const steps = [
	{ ms: 10_000, letters: 18 },
	{ ms: 60_000, letters: 16 },
	{ ms: 600_000, letters: 15 },
	{ ms: 3_600_000, letters: 13 },
] as const;

/** To each question MLflow looks at that tag of all its runs: 0.7 s for 100,000. */
const mostQuestions = 6;

/**
 * The runs of an experiment that we have written between two times, committed or not. What somebody else changed in MLflow, or
 * deleted, is not among them; what was written a while before may be, and where that is hours, all runs are.
 * @param from milliseconds since 1970, by the clocks of those who write; so is `to`
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function* scanChangedRuns(
	mlflow: Mlflow,
	experimentId: string,
	{ from, to }: { readonly from: number; readonly to: number },
	watch: ScanWatch = {},
): AsyncGenerator<RawRun> {
	// The earlier ones first: a run that is written again meanwhile is found among the later ones.
	for (const begin of beginningsBetween(from, to)) {
		const filter = begin === '' ? undefined : `tags.${changedTag} LIKE '${begin}%'`;
		yield* scanRawRuns(mlflow, experimentId, { ...watch, filter });
	}
}

/**
 * How all times between two begin as ISO 8601, in a few texts, the earlier ones first: MLflow finds a tag by its beginning
 * quickly, but orders by one only in seconds, and compares none. One empty text where they would be too many.
 */
export function beginningsBetween(from: number, to: number): string[] {
	for (const { ms, letters } of steps) {
		const first = Math.floor(from / ms);
		const count = Math.floor(to / ms) - first + 1;
		if (count > mostQuestions) continue;
		return Array.from({ length: count }, (_each, at) => new Date((first + at) * ms).toISOString().slice(0, letters));
	}
	return [''];
}
