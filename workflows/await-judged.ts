import { CancellationScope, condition, isCancellation, sleep, workflowInfo } from '@temporalio/workflow';
import type { AwaitingBench } from '../contracts/workflows';
import { beginWait, dueOf, nextDue, shownWait, type WaitRules, waitRulesOf } from '../domain/bench/wait';
import { countOf } from '../domain/wording';
import { scanning } from './activity-stubs';
import { announce } from './announce';
import { type BenchState, note } from './bench-state';
import { noteRefusal } from './bench-troubles';
import { codedReasonOf } from './failure-reason';
import { answerJudged, isCalled } from './judged';
import { missedDeadline } from './missed-deadline';
import { underway } from './standstill';

/** Where MLflow refuses to say what is pending, it is asked again after so long, and longer. */
const firstRetryMinutes = 1;
const longestRetryMinutes = 60;

/** Events; a signal takes about ten. */
const eventsBeforeContinuing = 2_000;

/** What a bench knows that begins to wait, or goes on waiting. */
export type Awaited = Omit<AwaitingBench, 'status'>;

/**
 * Waits until a `judged` signal or update finds nothing pending, or says `partial`, or the deadline ends the wait. One
 * that came before the export counts now. Nothing is held meanwhile but a timer, whose summary says on the history page
 * what is waited for. Where MLflow refuses to say what is pending, the status says why, the signal is kept, and MLflow
 * is asked again.
 * @param goOn continues as new: somebody who signals every minute for weeks would fill the history of one run
 * @throws ApplicationFailure JudgeDeadline
 */
export async function awaitJudged(
	awaited: Awaited,
	state: BenchState,
	show: () => void,
	goOn: (awaited: Awaited) => Promise<never>,
): Promise<void> {
	const { judged, status } = state;
	const rules = waitRulesOf(awaited.rules ?? {});
	let wait = awaited.wait ?? beginWait(Date.now());
	let refusals = 0;
	const isOver = () => wait.late && rules.on_deadline !== 'wait';
	for (;;) {
		status.wait = shownWait(rules, wait);
		show();
		// A run that begins with a deadline behind it looks at once.
		const looksAtOnce = isCalled(state) || (isOver() && refusals === 0);
		if (!looksAtOnce) await untilNextLook(state, nextDue(rules, wait), refusals);
		if (historyIsLong()) await goOn({ ...awaited, rules, wait });
		const due = dueOf(rules, wait, Date.now());
		wait = due.wait;
		judged.kept ||= isCalled(state);
		const asked = judged.count;
		const { pending, why } = await countPending(awaited, state);
		const isEnough = judged.kept && (pending === 0 || (pending !== null && judged.partial));
		const ends = isEnough || (isOver() && pending !== null);
		answerJudged(state, asked, { pending, ends, why });
		if (due.deadline && pending !== 0) noteDeadline(state, rules);
		if (due.reminder && !ends) await announce(state, 'reminder', pending, wait.reminders);
		if (ends) {
			status.wait = null;
			if (!isEnough && pending !== 0 && rules.on_deadline === 'fail') throw await missedDeadline(status, rules, wait);
			return;
		}
		refusals = pending === null ? refusals + 1 : 0;
	}
}

/** Until somebody calls, or it is time to look again: scores can arrive with no signal, and MLflow can be mended. */
async function untilNextLook(state: BenchState, due: number, refusals: number): Promise<void> {
	const { pending_judgments: pending, export_path: path } = state.status;
	const waiting = `waiting for the judge: score ${countOf(pending, 'run')} in ${path}, then signal judged`;
	const retryMinutes = Math.min(longestRetryMinutes, firstRetryMinutes * 2 ** (refusals - 1));
	const timer = new CancellationScope();
	const pause = () =>
		refusals === 0
			? sleep(Math.max(1, due - Date.now()), { summary: waiting.slice(0, 400) })
			: sleep(`${retryMinutes} minutes`, { summary: 'MLflow refused to say what is pending: ask again' });
	// Signals that mean nothing to a bench fill its history as well.
	await Promise.race([condition(() => isCalled(state) || historyIsLong()), timer.run(pause)]);
	timer.cancel();
}

function historyIsLong(): boolean {
	const { historyLength, continueAsNewSuggested } = workflowInfo();
	return continueAsNewSuggested || historyLength > eventsBeforeContinuing;
}

/**
 * How many runs wait for a score, and why the judge is still needed. A server's refusal must not end the wait: then
 * `pending` is `null`.
 */
async function countPending(
	{ at, ...awaited }: Awaited,
	state: BenchState,
): Promise<{ pending: number | null; why: string }> {
	try {
		const pending = await underway(state.underway, null, () => scanning.countPending(at));
		state.status.pending_judgments = pending;
		await countDisagreements({ at, ...awaited }, state);
		noteRefusal(state, null, Date.now());
		return { pending, why: `${countOf(pending, 'run')} still to be scored; send {"partial": true} to compare without` };
	} catch (error) {
		if (isCancellation(error)) throw error;
		noteRefusal(state, error, Date.now());
		return { pending: null, why: codedReasonOf(error) };
	}
}

/** Counts on how many runs auto and lazy judges are apart, where a bench has both. */
export async function countDisagreements(
	{ at, rubric, judges, judge_delta: delta }: Awaited,
	state: BenchState,
): Promise<void> {
	if (judges.lazy === null || judges.auto === null) return;
	const count = () => scanning.countDisagreements(at, rubric, delta);
	state.status.disagreements = await underway(state.underway, null, count);
}

function noteDeadline(state: BenchState, { judge_deadline, on_deadline }: WaitRules): void {
	const left = countOf(state.status.pending_judgments, 'run');
	const then = on_deadline === 'wait' ? 'it waits on' : `it ${on_deadline}s`;
	note(state, `the deadline of ${judge_deadline} passed with ${left} to score: ${then}`);
}
