import { tooFewScenarios } from '../agreement/bootstrap';
import { tHalfWidth } from '../agreement/clustered-mean';
import { type Estimate, fewestScenarios, unknown } from '../agreement/estimate';
import { bestShare, estimateWith, type Parts, partsOf } from './control-variate';
import { type CorrectedMean, fewestLabels } from './corrected-schema';
import { effectiveLabels, type SampledRun } from './sampled-run';

/**
 * The mean of a row's scores, its auto scores corrected by people's. It needs labels that are worth 30, from 5 scenarios,
 * and of every run the chance that it had of being drawn. Of corrected and people alone the narrower interval is taken.
 * @param runs of one row: no invalid ones
 */
export function correctedMean(runs: readonly SampledRun[]): CorrectedMean {
	const counted = runs.filter(({ auto, people }) => auto !== null || people !== null);
	const labels = counted.filter(({ people, by_rule }) => people !== null && !by_rule);
	const effective = effectiveLabels(counted.filter(({ chance }) => chance > 0));
	const autos = counted.flatMap(({ auto }) => auto ?? []);
	const shown = {
		labels: labels.length,
		effective_labels: effective,
		raw_auto: autos.length === 0 ? null : autos.reduce((sum, each) => sum + each, 0) / autos.length,
		uncounted: runs.length - counted.length,
	};
	const none = (reason: string): CorrectedMean => ({ by: 'none', mean: unknown(reason), share: null, ...shown });
	if (counted.some(({ chance, by_rule }) => !by_rule && !(chance > 0 && chance <= 1)))
		return none(
			'some of its runs could not be drawn for people, or keep no chance of it, so nothing tells how the judge does on them',
		);
	// Thirty equal weights may come to a hair less.
	if (effective < fewestLabels - 1e-9) {
		const worth = Math.floor(effective * 10 + 1e-9) / 10;
		return none(`people's scores in this row are worth ${worth} labels, and ${fewestLabels} are asked for`);
	}
	const parts = partsOf(counted);
	if (parts === null) return none('people have scored none of the runs that the auto judge has scored');
	if (parts.labelled < fewestScenarios) return none(tooFewScenarios(parts.labelled));
	return { ...narrower(parts), ...shown };
}

function narrower(parts: Parts): Pick<CorrectedMean, 'by' | 'mean' | 'share'> {
	const share = bestShare(parts);
	// The share was fitted too: one degree of freedom more is spent.
	const corrected = intervalOf(estimateWith(parts, share), parts.labelled - 2);
	const people = intervalOf(estimateWith(parts, 0), parts.labelled - 1);
	const isNarrower = share > 0 && widthOf(corrected) < widthOf(people);
	return isNarrower ? { by: 'corrected', mean: corrected, share } : { by: 'people', mean: people, share: null };
}

function intervalOf({ mean, error }: { mean: number; error: number }, degrees: number): Estimate {
	if (error < 1e-12)
		return { ...unknown('all scenarios give the same, so nothing tells how far the mean may be off'), value: mean };
	const half = tHalfWidth(error, degrees);
	return { value: mean, low: mean - half, high: mean + half, reason: null };
}

function widthOf({ low, high }: Estimate): number {
	return low === null || high === null ? Number.POSITIVE_INFINITY : high - low;
}
