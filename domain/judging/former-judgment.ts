import type { RecordedRun } from '../bench/recorded-run';
import type { KeptJudgment } from './kept-judgment';
import type { Notes } from './notes';
import { compositeOf, type Rubric, type Scores, scoreNames } from './rubric';

/** Whose the scores of a run are where nobody said. */
export const defaultJudge = 'claude-code-session';

/**
 * The judgments of a run: those in its tags, or what an older version or the former harness has written (metrics,
 * `judged_by`, notes), which reads as one.
 * @param kept those in its tags
 * @param notes what is said of it beside them
 */
export function judgmentsOf(
	rubric: Pick<Rubric, 'dimensions' | 'flags' | 'composite'>,
	run: RecordedRun,
	kept: readonly KeptJudgment[],
	notes: Notes,
): readonly KeptJudgment[] {
	const isFormer = run.judged && !run.by_rule && run.auto?.counts !== true;
	if (!isFormer || kept.some(({ tier }) => tier === 'lazy')) return kept;
	const scores: Scores = {};
	for (const name of scoreNames(rubric)) {
		const score = run.metrics[name];
		if (score !== undefined) scores[name] = score;
	}
	if (Object.keys(scores).length === 0) return kept;
	const former: KeptJudgment = {
		by: run.judged_by ?? defaultJudge,
		tier: 'lazy',
		kind: run.judge_kinds[0] ?? null,
		given: {
			scores,
			composite: run.metrics.composite ?? compositeOf(rubric, scores),
			judged_at: run.judged_at ?? '',
			notes,
		},
		repeats: [],
		replaced: [],
	};
	return [...kept, former];
}
