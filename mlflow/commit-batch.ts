import { compositeOf } from '../domain/judging/rubric';
import { type Batch, tagBatch } from './log-batch';
import type { RunContent } from './run-content';
import { type Described, describeRun, descriptionTag } from './run-description';
import { commitMarks } from './run-marks';

/** What a run's commit is made of. */
export interface CommitContent
	extends Pick<RunContent, 'candidates' | 'scores' | 'rubric' | 'judges' | 'benchUrl'>,
		Pick<Described, 'scenario' | 'bench' | 'from'> {
	readonly generation: { readonly invalid: string | null; readonly ended_at: number };
}

/**
 * What commits a run, the mark itself last: with it whatever a judge changes later, so that filling a run again undoes no
 * judgment.
 */
export function commitBatchOf(content: CommitContent): Batch {
	const { generation, scores } = content;
	const pending = isPending(content);
	const marks = commitMarks({ judgePending: pending, judged: scores !== null });
	const auto = content.judges.auto === null ? {} : { auto_pending: String(pending) };
	const byRule = scores === null ? {} : { judged_by: byTheRule, judged_at: timeOf(generation.ended_at) };
	return tagBatch({ [descriptionTag]: descriptionOf(content), ...byRule, ...auto, ...marks });
}

/** Whether somebody has yet to score it. */
function isPending({ scores, generation }: Pick<CommitContent, 'scores' | 'generation'>): boolean {
	return scores === null && generation.invalid === null;
}

/** Whose the scores of a cell with no candidate are. */
const byTheRule = 'rule';

function descriptionOf({ scenario, candidates, bench, benchUrl, from, ...content }: CommitContent): string {
	return describeRun({ scenario, candidates, bench, benchUrl, from, scores: scoresOf(content) });
}

function scoresOf({
	scores,
	generation,
	rubric,
	judges,
}: Pick<CommitContent, 'scores' | 'generation' | 'rubric' | 'judges'>): Described['scores'] {
	if (generation.invalid !== null)
		return `none, since the output says nothing about the prompt (${generation.invalid})`;
	if (scores === null) return `none yet: it waits for ${[judges.lazy, judges.auto].filter(Boolean).join(' and ')}`;
	const composite = compositeOf(rubric, scores);
	return { scores, composite, judgedBy: byTheRule, judgedAt: timeOf(generation.ended_at) };
}

function timeOf(ms: number): string {
	return new Date(ms).toISOString();
}
