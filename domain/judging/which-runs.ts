import type { RecordedRun } from '../bench/recorded-run';
import { sha256Hex } from '../hash';

/** Which runs a judge is asked about. */
export interface RunsAsked {
	/** The judge, where it matters who that is. */
	readonly by: string | null;
	/** Those that others have scored and this judge has not, instead of those that wait. */
	readonly second: boolean;
	/** Only those that wait for judges of this kind, or have such a judge's scores. */
	readonly kind: string | null;
}

/** Whether a judge is asked about a run. */
export function isAsked(run: RecordedRun, { by, second, kind }: RunsAsked): boolean {
	if (kind !== null && !kindsOf(run).includes(kind)) return false;
	if (!second) return run.judge_pending && (run.auto?.counts !== true || kind !== null);
	return run.judged && !run.by_rule && run.invalid === null && !run.lazy_judges.includes(by ?? '');
}

function kindsOf({ judge_kinds, auto }: RecordedRun): string[] {
	return [...judge_kinds, ...(auto === null ? [] : [auto.kind])];
}

/** A run that its judge may be asked about once more, unannounced. */
export interface DriftCandidate {
	readonly run_id: string;
	/** How often it was asked about it before. */
	readonly repeats: number;
	/** It was asked once more, and has not answered. */
	readonly open: boolean;
}

/** From how many runs on that a judge has scored it may be asked about some of them again. */
const fewestForDrift = 20;

/** At least so many are hidden among new ones. */
const fewestHidden = 2;

/**
 * The runs that are hidden among new ones, so that a judge is seen to change: those that it was asked about and has not
 * answered first, then those that it was asked about least, in an order that nobody can foresee who does not know `salt`.
 * @param all those that it has scored at least a day ago
 * @param scored how many runs it has scored in all
 * @param fresh how many new ones there are
 * @param every one in so many of the new ones
 */
export function driftChecks(
	all: readonly DriftCandidate[],
	scored: number,
	fresh: number,
	every: number,
	salt: string,
): string[] {
	if (scored < fewestForDrift || fresh === 0) return [];
	const count = Math.max(fewestHidden, Math.round(fresh / every));
	const ranked = all.map((each) => ({ ...each, order: sha256Hex(`drift ${salt} ${each.run_id}`) }));
	ranked.sort((a, b) => Number(b.open) - Number(a.open) || a.repeats - b.repeats || (a.order < b.order ? -1 : 1));
	return ranked.slice(0, count).map(({ run_id }) => run_id);
}
