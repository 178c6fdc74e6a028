import type { Status } from './status';

/**
 * What a bench does at a moment, in one word:
 * - `working`: something is generated, judged, written or ranked;
 * - `waiting-for-gpu`: others hold every GPU that it has asked for;
 * - `pausing`, `paused`: somebody has sent `pause`, and the running cell is, or is not, finished yet;
 * - `backing-off`: a server is away (MLflow, Ollama, a judge's endpoint), and it is tried again, more and more rarely;
 * - `standing-still`: for another reason; either way `troubles` say which, and what to do;
 * - `awaiting-judge`: runs wait for a score;
 * - `unanswered`: it has not ended, and no worker answers for it;
 * - `ended`.
 */
export const doings = [
	...(['working', 'waiting-for-gpu', 'pausing', 'paused', 'backing-off', 'standing-still'] as const),
	...(['awaiting-judge', 'unanswered', 'ended'] as const),
] as const;

export type Doing = (typeof doings)[number];

/** Codes of what goes on by itself as soon as a server is back. */
const away: readonly (string | null)[] = ['MlflowUnavailable', 'OllamaUnavailable', 'JudgeUnavailable', 'NoAnswer'];

/**
 * What a bench does.
 * @param isRunning as Temporal lists it
 * @param status its own word, `null` where no worker answers
 */
export function doingOf(isRunning: boolean, status: Status | null): Doing {
	if (!isRunning) return 'ended';
	if (status === null) return 'unanswered';
	const { phase, troubles, auto_judge: judge } = status;
	const isAtWork = status.models_at_work.length > 0;
	if (status.paused) return isAtWork ? 'pausing' : 'paused';
	const [trouble] = troubles;
	if (trouble !== undefined) return away.includes(trouble.code) ? 'backing-off' : 'standing-still';
	if (phase === 'awaiting-judge') return 'awaiting-judge';
	const waits = phase === 'judging' ? (judge?.waits_for_gpu ?? false) : status.waiting_for.length > 0;
	return waits && !isAtWork ? 'waiting-for-gpu' : 'working';
}
