import type { Tags } from './tag-text';

/**
 * A run has the tag `run_format` from its birth on, and its tag `committed` commits it. Runs that were made until 0.1, and
 * those of the former harness, have no format: the mission's tag `judge_pending` commits them.
 */
export const runFormat = 'tip-bench-run/2';

/** How far a run of a cell is. */
export interface Marks {
	/** It is whole. All else is void where it is not. */
	readonly committed: boolean;
	/** It waits for a score. */
	readonly judgePending: boolean;
	/** It has the scores that it waited for. */
	readonly judged: boolean;
}

/**
 * What the tags of a run say of it.
 * @param hasScores whether its composite is there: a judge who knows the mission's tag alone sets no other
 */
export function marksOf(tags: Tags, hasScores: boolean): Marks {
	const old = tags.run_format === undefined;
	// A run of another kind, such as a gate's decision, is none of a cell's, whatever else it has.
	const ofCell = tags.kind === undefined;
	const committed = ofCell && (old ? tags.judge_pending !== undefined : isTrue(tags.committed));
	const judgePending = committed && isTrue(tags.judge_pending);
	const saysByWaiting = old && tags.drawn !== 'false';
	const scored = isTrue(tags.judged) || (saysByWaiting ? tags.invalid === undefined : hasScores);
	return { committed, judgePending, judged: committed && !judgePending && scored };
}

/** What ends a run's making: its last tags, the commit mark last of all. */
export function commitMarks({ judgePending, judged }: Omit<Marks, 'committed'>): Tags {
	return { judged: String(judged), judge_pending: String(judgePending), committed: 'true' };
}

/** What ends a judgment. A run that waits is not judged, whatever else it says; so `judge_pending` comes last. */
export const judgedMarks: Tags = { judged: 'true', judge_pending: 'false' };

/** What a run has while its scores are replaced. */
export const unjudgedMarks: Tags = { judge_pending: 'true', judged: 'false' };

/** What ends a draw for a run that the lazy tier is not asked about: it waits no longer, and is not judged by that. */
export const undrawnMarks: Tags = { judge_pending: 'false' };

/** The former harness may have written Python's `True`, and a person anything. */
function isTrue(mark: string | undefined): boolean {
	return ['true', '1'].includes(mark?.trim().toLowerCase() ?? '');
}
