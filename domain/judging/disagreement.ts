import type { RecordedRun } from '../bench/recorded-run';
import type { OwnJudge } from './own-judges';
import { autoPrefix, type Scores } from './rubric';

/** From which difference on a run is a disagreement where nobody said: more than this. */
const defaultDelta = 1;

/** A score on which the auto tier and the lazy judges are apart. */
export interface Difference {
	readonly name: string;
	readonly auto: number;
	/** The mean over the lazy judges. */
	readonly lazy: number;
	/** Auto less lazy: above 0 where the auto judge is the milder one. */
	readonly difference: number;
}

/** A run on which auto and lazy judges are further apart than they may. */
export interface Disagreement {
	readonly run_id: string;
	readonly model: string;
	readonly prompt: string;
	readonly scenario: string;
	readonly candidates: readonly string[];
	readonly differences: readonly Difference[];
	/** All scores of both, by name; the lazy ones are the means over their judges. */
	readonly auto: Scores;
	readonly lazy: Scores;
	readonly auto_judged_by: string;
	readonly judged_by: string;
}

/** The runs of an experiment on which they are, those that are furthest apart first, and how many both have scored. */
export interface Disagreements {
	readonly experiment: string;
	readonly delta: number;
	readonly scored_by_both: number;
	/** The auto judges among them that are contestants too. */
	readonly own_judges: readonly OwnJudge[];
	readonly runs: readonly Disagreement[];
}

/** The scores of both tiers of a run; `null` where it does not have both, or none of them is anybody's judgment. */
export function bothTiers(run: RecordedRun, names: readonly string[]): { auto: Scores; lazy: Scores } | null {
	if (run.auto === null || run.auto.counts || run.auto.pending || !run.judged || run.by_rule || run.invalid !== null)
		return null;
	const pick = (prefix: string) => {
		const scores: Scores = {};
		for (const name of names) {
			const score = run.metrics[prefix + name];
			if (score !== undefined) scores[name] = score;
		}
		return scores;
	};
	return { auto: pick(autoPrefix), lazy: pick('') };
}

/**
 * On which dimensions, and whether on the composite, two sets of scores are further apart than `delta`.
 * @param names of the dimensions; the composite comes to them
 */
export function differencesOver(
	{ auto, lazy }: { readonly auto: Scores; readonly lazy: Scores },
	names: readonly string[],
	delta: number,
): Difference[] {
	return [...names, 'composite'].flatMap((name) => {
		const [one, other] = [auto[name], lazy[name]];
		if (one === undefined || other === undefined) return [];
		// Means of thirds have a rest that is no difference.
		const difference = Math.round((one - other) * 1e6) / 1e6;
		return Math.abs(difference) > delta ? [{ name, auto: one, lazy: other, difference }] : [];
	});
}

/** A `judge_delta` as a tag of the experiment keeps it. */
export function readDelta(written: string | undefined): number {
	const delta = Number(written ?? defaultDelta);
	return Number.isFinite(delta) && delta >= 0 ? delta : defaultDelta;
}
