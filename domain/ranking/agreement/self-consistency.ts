import { z } from 'zod';
import { clusteredRate, rateSchema } from './agreement-rate';
import { equalWithin } from './estimate';
import { allEqual, krippendorffAlpha, type Metric } from './krippendorff';

/** How far an auto judge agrees with itself, asked several times about one run. */
export const selfConsistencySchema = z.object({
	/** That had two samples or more. */
	runs: z.int(),
	/** Of them, where all samples said the same, and where they were at most one point apart. */
	exact: rateSchema,
	within_one: rateSchema,
	/** The mean of the largest difference between two samples of a run. */
	mean_spread: z.number().nullable(),
	/** Krippendorff's, where the samples themselves are at hand. */
	alpha: z.number().nullable(),
	reason: z.string().nullable(),
});

export type SelfConsistency = Readonly<z.infer<typeof selfConsistencySchema>>;

/** The samples of one run: their scores, or only how far they were apart. */
export type Samples = { readonly scenario: string } & (
	| { readonly scores: readonly number[] }
	| { readonly spread: number }
);

/**
 * The agreement between samples of one judge. Of a run that keeps only its spread, alpha cannot be told. Runs with one
 * sample say nothing and are left out. Samples at temperature 0 agree by themselves: that is no sign of worth.
 */
export function selfConsistency(runs: readonly Samples[], metric: Metric): SelfConsistency {
	const spreads = runs.flatMap((run) => {
		if ('spread' in run) return [{ scenario: run.scenario, spread: run.spread }];
		if (run.scores.length < 2) return [];
		return [{ scenario: run.scenario, spread: Math.max(...run.scores) - Math.min(...run.scores) }];
	});
	const within = (most: number) =>
		clusteredRate(
			spreads.map(({ scenario, spread }) => ({ scenario, weight: 1, holds: spread <= most + equalWithin })),
		);
	const sum = spreads.reduce((all, { spread }) => all + spread, 0);
	return {
		runs: spreads.length,
		exact: within(0),
		within_one: within(1),
		mean_spread: spreads.length === 0 ? null : sum / spreads.length,
		...alphaOfSamples(runs, metric),
	};
}

function alphaOfSamples(runs: readonly Samples[], metric: Metric): { alpha: number | null; reason: string | null } {
	const units = runs.flatMap((run) => ('scores' in run ? [run.scores] : []));
	if (units.length < runs.length)
		return { alpha: null, reason: 'alpha needs the samples; of these only how far they were apart is kept' };
	const { value, reason } = krippendorffAlpha(units, metric);
	if (reason === allEqual) return { alpha: null, reason: 'undefined: every sample of every run is the same' };
	return { alpha: value, reason: value === null ? 'no run has two samples' : null };
}
