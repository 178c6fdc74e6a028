import { clusteredRate } from './agreement-rate';
import { equalWithin } from './estimate';
import { allEqual, krippendorffAlpha, type Metric } from './krippendorff';
import type { SelfConsistency } from './worth-parts-schema';

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
