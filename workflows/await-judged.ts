import { CancellationScope, condition, isCancellation, sleep, workflowInfo } from '@temporalio/workflow';
import type { ExperimentAddress } from '../contracts/activities';
import { countOf } from '../domain/wording';
import { scanning } from './activity-stubs';
import type { BenchState } from './bench-state';
import { noteRefusal } from './bench-troubles';
import { codedReasonOf } from './failure-reason';
import { underway } from './standstill';

/** How often a bench that waits looks again how many runs are pending. */
const reminderDays = 7;

/** Where MLflow refuses to say it, it is asked again after so long, and longer. */
const firstRetryMinutes = 1;
const longestRetryMinutes = 60;

/** Events; a signal takes about ten. */
const eventsBeforeContinuing = 2_000;

/**
 * Waits until a `judged` signal finds nothing pending, or says `partial`. A signal that came before the export counts
 * now. Nothing is held meanwhile but a timer, whose summary says on the history page what is waited for. Where MLflow
 * refuses to say what is pending, the status says why, the signal is kept, and MLflow is asked again.
 * @param goOn continues as new: somebody who signals every minute for weeks would fill the history of one run
 */
export async function awaitJudged(
	at: ExperimentAddress,
	state: BenchState,
	show: () => void,
	goOn: () => Promise<never>,
): Promise<void> {
	let answered = 0;
	let refusals = 0;
	/** A signal that has had no answer, since MLflow refused one. */
	let kept = false;
	const isCalled = () => state.judged.count > answered;
	for (;;) {
		if (!isCalled()) await untilNextLook(state, refusals, isCalled);
		if (historyIsLong()) {
			// What was answered is answered; a signal that came since, or is kept, counts in the next run.
			state.judged.count -= kept ? answered - 1 : answered;
			await goOn();
		}
		kept ||= isCalled();
		answered = state.judged.count;
		const found = await countPending(at, state);
		const isEnough = found.pending === 0 || (found.pending !== null && state.judged.partial);
		if (kept && isEnough) return;
		if (kept) state.status.rejected_signal = { signal: 'judged', why: found.why };
		if (found.pending !== null) kept = false;
		refusals = found.pending === null ? refusals + 1 : 0;
		show();
	}
}

/** Until somebody calls, or it is time to look again: scores can arrive with no signal, and MLflow can be mended. */
async function untilNextLook(state: BenchState, refusals: number, isCalled: () => boolean): Promise<void> {
	const { pending_judgments: pending, export_path: path } = state.status;
	const waiting = `waiting for the judge: score ${countOf(pending, 'run')} in ${path}, then signal judged`;
	const retryMinutes = Math.min(longestRetryMinutes, firstRetryMinutes * 2 ** (refusals - 1));
	const timer = new CancellationScope();
	const pause = () =>
		refusals === 0
			? sleep(`${reminderDays} days`, { summary: waiting.slice(0, 400) })
			: sleep(`${retryMinutes} minutes`, { summary: 'MLflow refused to say what is pending: ask again' });
	// Signals that mean nothing to a bench fill its history as well.
	await Promise.race([condition(() => isCalled() || historyIsLong()), timer.run(pause)]);
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
	at: ExperimentAddress,
	state: BenchState,
): Promise<{ pending: number | null; why: string }> {
	try {
		const pending = await underway(state.underway, null, () => scanning.countPending(at));
		state.status.pending_judgments = pending;
		noteRefusal(state, null, Date.now());
		return { pending, why: `${countOf(pending, 'run')} still to be scored; send {"partial": true} to compare without` };
	} catch (error) {
		if (isCancellation(error)) throw error;
		noteRefusal(state, error, Date.now());
		return { pending: null, why: codedReasonOf(error) };
	}
}
