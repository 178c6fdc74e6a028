import { CancellationScope, condition, isCancellation, sleep, workflowInfo } from '@temporalio/workflow';
import type { ExperimentAddress } from '../contracts/activities';
import { countOf } from '../domain/wording';
import { scanning } from './activity-stubs';
import type { BenchState } from './bench-state';
import { reasonOf } from './failure-reason';

/** How often a bench that waits looks again how many runs are pending. */
const reminderDays = 7;

/** Events; a signal takes about ten. */
const eventsBeforeContinuing = 2_000;

/**
 * Waits until a `judged` signal finds nothing pending, or says `partial`. A signal that came before the export counts
 * now. Nothing is held meanwhile but a timer, whose summary says on the history page what is waited for.
 * @param goOn continues as new: somebody who signals every minute for weeks would fill the history of one run
 */
export async function awaitJudged(
	at: ExperimentAddress,
	state: BenchState,
	show: () => void,
	goOn: () => Promise<never>,
): Promise<void> {
	let answered = 0;
	for (;;) {
		if (historyIsLong()) {
			// What was answered is answered; a signal that came since counts in the next run.
			state.judged.count -= answered;
			await goOn();
		}
		if (state.judged.count > answered) {
			answered = state.judged.count;
			const { partial } = state.judged;
			const why = await whyNotYet(at, state);
			if (why === null || partial) return;
			state.status.rejected_signal = { signal: 'judged', why };
			show();
		}
		const reminder = new CancellationScope();
		// Signals that mean nothing to a bench fill its history as well.
		const isCalled = condition(() => state.judged.count > answered || historyIsLong());
		await Promise.race([isCalled, reminder.run(() => remind(at, state, show))]);
		reminder.cancel();
	}
}

function historyIsLong(): boolean {
	const { historyLength, continueAsNewSuggested } = workflowInfo();
	return continueAsNewSuggested || historyLength > eventsBeforeContinuing;
}

/** After a while looks again how many runs wait, since scores can arrive with no signal. */
async function remind(at: ExperimentAddress, state: BenchState, show: () => void): Promise<void> {
	const { pending_judgments: pending, export_path: path } = state.status;
	const summary = `waiting for the judge: score ${countOf(pending, 'run')} in ${path}, then signal judged`;
	await sleep(`${reminderDays} days`, { summary: summary.slice(0, 400) });
	await whyNotYet(at, state);
	show();
}

/** Why the judge is still needed, `null` when nothing is pending. A server's refusal must not end the wait. */
async function whyNotYet(at: ExperimentAddress, state: BenchState): Promise<string | null> {
	try {
		const pending = await scanning.countPending(at);
		state.status.pending_judgments = pending;
		if (pending === 0) return null;
		return `${countOf(pending, 'run')} still to be scored; send {"partial": true} to compare without`;
	} catch (error) {
		if (isCancellation(error)) throw error;
		return reasonOf(error);
	}
}
