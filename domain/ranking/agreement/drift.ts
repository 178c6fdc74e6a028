import type { KeptJudgment } from '../../judging/kept-judgment';
import { isScored } from '../../judging/kept-judgment';
import type { JudgedPair } from './judged-pair';

/** One judge's judgment of a run. */
export interface OwnJudgment {
	readonly scenario: string;
	readonly row: string;
	readonly length: number;
	readonly judgment: KeptJudgment;
}

/**
 * What a judge gave a run when it was asked again, held against what it had given first: so its drift is the bias between
 * the two, later less earlier. Every repeat is held against the judgment that counts. What it took back itself is no
 * repeat: it knew what it had given.
 */
export function driftPairs(judgments: readonly OwnJudgment[]): JudgedPair[] {
	return judgments.flatMap(({ judgment, ...run }) =>
		isScored(judgment)
			? judgment.repeats.map((again) => ({ ...run, judged: again, against: judgment.given, chance: 1 }))
			: [],
	);
}
