import { clusteredInterval } from '../agreement/clustered-mean';
import type { Estimate } from '../agreement/estimate';
import { groupsBy } from '../agreement/scenario-groups';
import { correctedMean } from './corrected-mean';
import type { CorrectedMean, CorrectedRows } from './corrected-schema';
import type { SampledRun } from './sampled-run';

/** A run of an experiment as the corrections see it, by the name of each score. */
export interface ScoredRun {
	readonly scenario: string;
	/** Its model and prompt version. */
	readonly row: string;
	/** By dimension, and `composite`; `null` where that tier has not scored it. */
	readonly auto: Readonly<Record<string, number>> | null;
	/** See `SampledRun.people`. */
	readonly people: Readonly<Record<string, number>> | null;
	readonly chance: number;
	readonly by_rule: boolean;
}

/**
 * Corrects the auto scores of each row, and says the pooled bias that stands beside the rows without a correction. The
 * pooled bias corrects nothing: a judge may be milder to one row than to another.
 * @param runs without invalid ones
 * @param names of the dimensions, and `composite`
 */
export function correctedRows(runs: readonly ScoredRun[], names: readonly string[]): CorrectedRows {
	const byName = <Value>(of: (name: string) => Value) => Object.fromEntries(names.map((name) => [name, of(name)]));
	return {
		rows: groupsBy(runs, ({ row }) => row).map(([row, own]) => ({
			row,
			scores: byName((name): CorrectedMean => correctedMean(own.map((run) => sampled(run, name)))),
		})),
		pooled_bias: byName((name) => pooledBias(runs.map((run) => sampled(run, name)))),
	};
}

function sampled({ scenario, auto, people, chance, by_rule }: ScoredRun, name: string): SampledRun {
	const scoreOf = (scores: Readonly<Record<string, number>> | null) => {
		const score = scores !== null && Object.hasOwn(scores, name) ? scores[name] : undefined;
		return score !== undefined && Number.isFinite(score) ? score : null;
	};
	return { scenario, auto: scoreOf(auto), people: scoreOf(people), chance, by_rule };
}

/**
 * The mean of auto less people over all runs that both have scored, each weighted by 1 / chance, with a t-interval that
 * is clustered by scenario. Runs that the rule scored are in none of it.
 */
export function pooledBias(runs: readonly SampledRun[]): Estimate {
	return clusteredInterval(
		runs.flatMap(({ scenario, auto, people, chance, by_rule }) =>
			auto === null || people === null || by_rule || !(chance > 0)
				? []
				: [{ scenario, value: auto - people, weight: 1 / chance }],
		),
	);
}
