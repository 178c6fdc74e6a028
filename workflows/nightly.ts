import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
	ApplicationFailure,
	CancellationScope,
	ChildWorkflowCancellationType,
	type ChildWorkflowHandle,
	ContinueAsNew,
	continueAsNew,
	isCancellation,
	ParentClosePolicy,
	setCurrentDetails,
	setHandler,
	startChild,
	upsertMemo,
	WorkflowIdReusePolicy,
	workflowInfo,
} from '@temporalio/workflow';
import { nightStatusQuery } from '../contracts/messages';
import { initialNightStatus, type NightPlan, type NightStatus } from '../contracts/nightly';
import { benchWorkflowType } from '../contracts/workflows';
import { webhookEvent } from '../domain/bench/webhook-event';
import { rowWords } from '../domain/ranking/gate/row-text';
import type { NightResult } from '../domain/ranking/night/night-document';
import { planning, scanning } from './activity-stubs';
import { sendEvent } from './announce';
import type { bench } from './bench';
import { readCarried } from './carried';
import { asBenchFailure, codedReasonOf } from './failure-reason';
import { nightDetails } from './night-details';
import { unlessReset } from './resets';

/**
 * One night: plan → a bench with an auto judge alone → the comparison with the pinned baseline. What is worse, or cannot be
 * told, goes to whoever listens; all of it stands in the memo, in the details and in the result. A schedule starts it.
 * @param input the keys of a bench, and beside them the object `nightly`; the name of the night's experiment is the
 * bench's own with the date on which this began
 * @throws ApplicationFailure of the part that failed; whoever listens is told that, too
 */
export async function nightly(input: unknown = null, ...more: unknown[]): Promise<NightResult> {
	const status = initialNightStatus();
	setHandler(nightStatusQuery, () => status);
	show(status);
	try {
		const { fault } = readCarried('a night', more);
		if (fault !== undefined) throw fault;
		// One that was reset may have missed what came of its bench: it is another night, under another name.
		return await unlessReset(
			() => runNight(input, status),
			() => continueAsNew<typeof nightly>(input),
		);
	} catch (error) {
		if (error instanceof ContinueAsNew || CancellationScope.current().consideredCancelled) throw error;
		// What nobody could compare must not pass for a quiet night.
		Object.assign(status, { verdict: 'unclear', reasons: [`the night failed: ${codedReasonOf(error)}`] });
		mark(status);
		enter(status, 'failed');
		await tell(status, null);
		throw isCancellation(error) ? cancelled(status) : asBenchFailure(error);
	}
}

async function runNight(input: unknown, status: NightStatus): Promise<NightResult> {
	const { plan, child } = await beginBench(input, status);
	await child.result();
	enter(status, 'comparing');
	const result = await scanning.compareNight(plan);
	keep(status, result);
	enter(status, 'done');
	if (result.verdict !== 'no alarm') await tell(status, countOfConcern(result));
	return result;
}

/** Somebody has cancelled the bench, and not the night. */
function cancelled({ experiment }: NightStatus): ApplicationFailure {
	return ApplicationFailure.create({ message: `the bench ${experiment} was cancelled`, nonRetryable: true });
}

/** Plans, and starts the bench under a name that nobody has. */
async function beginBench(
	input: unknown,
	status: NightStatus,
): Promise<{ readonly plan: NightPlan; readonly child: ChildWorkflowHandle<typeof bench> }> {
	const at = workflowInfo().startTime.getTime();
	for (let from = 1; ; ) {
		const plan = await planning.planNight(input, { at, from });
		try {
			const child = await startBench(plan);
			Object.assign(status, { experiment: plan.experiment, baseline_experiment: plan.asked.baseline_experiment });
			mark(status);
			enter(status, 'benching');
			return { plan, child };
		} catch (error) {
			if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
			// Another night of this date took the name at the same moment.
			from = plan.number + 1;
		}
	}
}

function startBench({ experiment, bench: input, asked }: NightPlan): Promise<ChildWorkflowHandle<typeof bench>> {
	return startChild<typeof bench>(benchWorkflowType, {
		workflowId: experiment,
		args: [input],
		workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
		parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
		cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
		staticSummary: `${experiment}: a night, to be compared with ${asked.baseline_experiment}`.slice(0, 200),
	});
}

/** Reasons that a memo and the details have room for, and the characters of each. */
const [mostReasons, longestReason] = [8, 500];

function keep(status: NightStatus, { verdict, answers, reasons }: NightResult): void {
	status.verdict = verdict;
	status.worse = answers.filter(({ answer }) => answer === 'worse').map(rowWords);
	status.reasons = reasons.slice(0, mostReasons).map((each) => each.slice(0, longestReason));
	mark(status);
}

/** Whoever lists workflows sees it, with no worker there. */
function mark({ phase: _phase, ...memo }: NightStatus): void {
	upsertMemo({ ...memo, worse: memo.worse.slice(0, mostReasons) });
}

function enter(status: NightStatus, phase: NightStatus['phase']): void {
	status.phase = phase;
	show(status);
}

function show(status: NightStatus): void {
	setCurrentDetails(nightDetails(status));
}

/** How many rows are worse, or else cannot be told. */
function countOfConcern({ verdict, answers }: NightResult): number {
	const asked = verdict === 'worse' ? 'worse' : 'cannot tell';
	return answers.filter(({ answer }) => answer === asked).length;
}

/** Sent whether or not this worker has a webhook: that is for whoever sends it to see, and to try again. */
async function tell({ verdict, experiment, reasons }: NightStatus, left: number | null): Promise<void> {
	const { workflowId, firstExecutionRunId: run } = workflowInfo();
	const type = verdict === 'worse' ? 'worse' : 'unclear';
	const about = { experiment: experiment ?? workflowId, bench: workflowId, run };
	await sendEvent(webhookEvent({ type, number: 1, left, reasons, ...about, at: Date.now() }));
}
