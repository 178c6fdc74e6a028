import { canonicalJson } from '../../hash';
import { compositeRange, type Rubric } from '../../judging/rubric';
import { agreementOfScore } from './agreement-of-score';
import { altTest, type PeoplesRun } from './alt-test';
import { type Resampling, usualResamples } from './bootstrap';
import type { JudgeWorth } from './judge-worth-schema';
import { composite, type JudgedPair, pairsOf } from './judged-pair';
import { maySetGate } from './may-set-gate';
import { usualMinKappa } from './min-kappa';
import { countScenarios, groupsBy } from './scenario-groups';
import { type Samples, selfConsistency } from './self-consistency';

/** What a judge's worth is made of. */
export interface WorthOf {
	readonly rubric: Pick<Rubric, 'dimensions' | 'flags' | 'composite'>;
	readonly between: JudgeWorth['between'];
	readonly judged: string;
	readonly against: string;
	/** Runs that both have scored: no invalid ones, and none that the rule scored. */
	readonly pairs: readonly JudgedPair[];
	/** The samples of an auto judge by dimension. */
	readonly samples?: Readonly<Record<string, readonly Samples[]>>;
	/** The composites of runs that two people or more have scored; for an auto judge only. */
	readonly people?: readonly PeoplesRun[];
	readonly epsilon?: number;
	readonly minKappa?: number;
	/** Whether its scores are evidence at all: not those of a judge that only tries the tool out. */
	readonly evidence?: boolean;
	readonly seed: number;
	readonly resamples?: number;
}

/**
 * What a judge is worth, by dimension and by composite. The same pairs in another order give the same.
 * @throws RangeError for a score that is not on the rubric's scale, and a chance that is not above 0 and at most 1
 */
export function judgeWorth(facts: WorthOf): JudgeWorth {
	const { rubric, between, judged, against, seed } = facts;
	const resampling: Resampling = { seed, resamples: facts.resamples ?? usualResamples };
	const pairs = inOrder(facts.pairs);
	const { low: min, high: max } = compositeRange(rubric);
	const whole = agreementOfScore(pairsOf(pairs, composite), { min, max }, false, resampling);
	const alt_test = facts.people === undefined ? null : altTest(facts.people, facts.epsilon);
	const { minKappa = usualMinKappa, evidence = true } = facts;
	return {
		...{ between, judged, against, ...resampling },
		pairs: pairs.length,
		scenarios: countScenarios(pairs),
		rows: new Set(pairs.map(({ row }) => row)).size,
		dimensions: Object.fromEntries(
			rubric.dimensions.map(({ name, ...scale }) => [
				name,
				agreementOfScore(pairsOf(pairs, name), scale, true, resampling),
			]),
		),
		composite: whole,
		samples: Object.fromEntries(
			Object.entries(facts.samples ?? {}).map(([name, runs]) => [
				name,
				selfConsistency(runs, name === composite ? 'interval' : 'ordinal'),
			]),
		),
		alt_test,
		may_set_gate:
			between === 'auto-and-people' ? maySetGate({ kappa: whole.kappa, altTest: alt_test, minKappa, evidence }) : null,
	};
}

/** Any order will do that does not hang on the one they came in: so sums are the same to the last digit. */
function inOrder(pairs: readonly JudgedPair[]): JudgedPair[] {
	return groupsBy(pairs, placeOf).flatMap(([, equal]) => equal);
}

function placeOf({ scenario, row, judged, against, length, chance }: JudgedPair): string {
	return canonicalJson([scenario, row, judged, against, length, chance]);
}
