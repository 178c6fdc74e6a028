import { kappaByScenario } from './agreement-of-score';
import type { Resampling } from './bootstrap';
import type { GateAnswer } from './judge-worth-schema';
import { composite, type JudgedPair, pairsOf } from './judged-pair';
import { fewestWon, maySetGate } from './may-set-gate';
import { byScenario } from './scenario-groups';
import type { TrustRecord } from './trust-record';
import { type Moments, momentsOf, sumMoments } from './weighted-kappa';

export type { TrustRecord };

/** The sums that a record keeps, from the pairs of an experiment. */
export function trustSums(pairs: readonly JudgedPair[]): Record<string, Moments> {
	const groups = byScenario(pairsOf(pairs, composite));
	return Object.fromEntries(groups.map((group) => [group[0]?.scenario ?? '', momentsOf(group)]));
}

/** What all experiments together say of a judge under a rubric. */
export interface Trust {
	readonly answer: GateAnswer;
	/** The records that count, the newest first. */
	readonly earned: readonly TrustRecord[];
	/** Pooled over them. */
	readonly kappa: ReturnType<typeof kappaByScenario>;
}

/**
 * Reads the records of several experiments together. They are **pooled**, so what is known adds up, and one lucky
 * experiment cannot outvote the others, as it could if the last or the best counted. A scenario of several experiments is
 * one cluster: a judge that errs on it errs again. Of one experiment the newest record counts, since it holds the same
 * runs again. And the newest experiment **must not speak against it**: where its own interval lies below `minKappa`, and
 * its people were not won by the alternative annotator test, the judge is not trusted, whatever it was before; a model
 * behind an endpoint can change under its name. The alternative annotator test that counts is the one with most runs.
 * @param records also those of other judges and rubrics: they are passed over
 */
export function readTrust(
	records: readonly TrustRecord[],
	who: { readonly judge_hash: string; readonly rubric_hash: string },
	minKappa: number,
	resampling: Resampling,
): Trust {
	const earned = newestOfEach(
		records.filter(({ judge_hash, rubric_hash }) => judge_hash === who.judge_hash && rubric_hash === who.rubric_hash),
	);
	const kappa = kappaByScenario(clustersOf(earned), resampling);
	const evidence = earned.every((record) => record.evidence);
	const tests = earned.flatMap(({ alt_test }) => alt_test ?? []).sort((a, b) => b.runs - a.runs);
	const altTest = tests[0] === undefined ? null : { ...tests[0], reason: null };
	const answer = maySetGate({ kappa, altTest, minKappa, evidence });
	const [newest] = earned;
	if (newest === undefined) return { answer: { ...answer, reason: neverCompared }, earned, kappa };
	const last = kappaByScenario(clustersOf([newest]), resampling);
	const wonThere = (newest.alt_test?.winning_rate ?? 0) >= fewestWon;
	if (answer.allowed && !wonThere && last.high !== null && last.high < minKappa) {
		const reason = `its newest experiment speaks against it: in ${newest.experiment} kappa of the composite is at most ${last.high.toFixed(2)}, below ${minKappa}`;
		return { answer: { ...answer, allowed: false, by: null, reason }, earned, kappa };
	}
	return { answer, earned, kappa };
}

const neverCompared = 'no experiment has held this judge, under this rubric, against people';

/** In the order of the scenarios' names, so that the order in which they were kept changes nothing. */
function clustersOf(records: readonly TrustRecord[]): Moments[] {
	const names = new Set(records.flatMap(({ scenarios }) => Object.keys(scenarios)));
	return [...names]
		.sort()
		.map((name) =>
			sumMoments(records.flatMap(({ scenarios }) => (Object.hasOwn(scenarios, name) ? (scenarios[name] ?? []) : []))),
		);
}

function newestOfEach(records: readonly TrustRecord[]): TrustRecord[] {
	const newest = new Map<string, TrustRecord>();
	const ordered = [...records].sort((a, b) => compare(b.earned_at, a.earned_at) || compare(a.experiment, b.experiment));
	for (const record of ordered) if (!newest.has(record.experiment)) newest.set(record.experiment, record);
	return [...newest.values()];
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
