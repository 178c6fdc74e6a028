import { computedFlags, lowestScores, type Rubric, type Scores } from './rubric';

/** An output as a rubric sees it before anybody has judged it. */
export interface Output {
	readonly candidates: readonly string[];
	/** Whether it was in the asked format; `null` where nobody knows. */
	readonly askedFormat: boolean | null;
	/** Why it says nothing about the prompt, when it does not. */
	readonly invalid: string | null;
}

/** What a run has of a rubric from its commit on: the scores by rule where no judge is asked, and the computed flags. */
export function beforeJudging(
	rubric: Rubric,
	{ candidates, askedFormat, invalid }: Output,
): { readonly scores: Scores | null; readonly flags: Scores } {
	return {
		scores: candidates.length === 0 && invalid === null ? lowestScores(rubric) : null,
		flags: computedFlags(rubric, candidates, askedFormat),
	};
}
