import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
	ApplicationFailure,
	CancellationScope,
	ChildWorkflowCancellationType,
	ChildWorkflowFailure,
	type ChildWorkflowHandle,
	ContinueAsNew,
	isCancellation,
	makeContinueAsNewFunc,
	ParentClosePolicy,
	setCurrentDetails,
	setHandler,
	sleep,
	startChild,
	TerminatedFailure,
	upsertMemo,
	workflowInfo,
} from '@temporalio/workflow';
import { optimizeStatusQuery } from '../contracts/messages';
import {
	type CarriedOptimize,
	initialOptimizeStatus,
	type OptimizePlan,
	type OptimizeResult,
	type OptimizeStatus,
	type PromotionWish,
} from '../contracts/optimize';
import { benchWorkflowType } from '../contracts/workflows';
import type { GateDecision } from '../domain/ranking/gate/gate-document';
import { asking, planning } from './activity-stubs';
import type { bench } from './bench';
import { readCarried } from './carried';
import { asBenchFailure, codedReasonOf } from './failure-reason';
import { optimizeDetails } from './optimize-details';
import { unlessReset } from './resets';

/**
 * Prompt versions side by side: plan → a bench, which waits for its judges as any bench does → its gate → the winner
 * becomes active. Without a *promote* nothing changes.
 * @param input the keys of a bench but `prompts`, and beside them `baseline`, `candidates` and `dated`
 * @param more what an earlier run of this chain hands on
 * @throws ApplicationFailure of the part that failed
 */
export async function optimize(input: unknown = null, ...more: unknown[]): Promise<OptimizeResult> {
	const status = initialOptimizeStatus();
	setHandler(optimizeStatusQuery, () => status);
	show(status);
	try {
		const { carried, fault } = readCarried<CarriedOptimize>('a comparison of prompts', more);
		if (fault !== undefined) throw fault;
		const at = carried?.at ?? workflowInfo().startTime.getTime();
		return await unlessReset(
			() => compare(input, at, status),
			() => goOn(input, { from: workflowInfo().runId, at }),
		);
	} catch (error) {
		if (error instanceof ContinueAsNew || CancellationScope.current().consideredCancelled) throw error;
		const failure = endedBySomebody(error, status) ?? asBenchFailure(error);
		status.reasons = [codedReasonOf(failure)];
		enter(status, 'failed');
		throw failure;
	}
}

function goOn(input: unknown, carried: CarriedOptimize): Promise<never> {
	const { memo } = workflowInfo();
	return makeContinueAsNewFunc<typeof optimize>({ memo: memo ?? {} })(input, carried);
}

async function compare(input: unknown, at: number, status: OptimizeStatus): Promise<OptimizeResult> {
	const plan = await planning.planOptimize(input, at);
	const { experiment, model } = plan;
	const [baseline, candidates] = [plan.baseline.name, plan.candidates.map(({ name }) => name)];
	Object.assign(status, { experiment, model, baseline, candidates });
	enter(status, 'benching');
	const child = await startBench(plan);
	const { gate } = await child.result();
	if (gate === undefined) throw ApplicationFailure.nonRetryable(`the bench ${experiment} has ended without a gate`);
	const { answer } = gate;
	Object.assign(status, { answer, candidate: gate.candidate?.prompt ?? null, reasons: gate.reasons.map(short) });
	const refused = await promote(plan, gate, status);
	const reasons = refused === null ? gate.reasons : [refused, ...gate.reasons];
	status.reasons = reasons.slice(0, mostReasons).map(short);
	enter(status, 'done');
	const { candidate, promoted } = status;
	return { experiment, model, baseline, candidates, answer, candidate, promoted, reasons, gate };
}

/** @returns why a winner is not active; `null` where it is, or where nothing won */
async function promote(plan: OptimizePlan, gate: GateDecision, status: OptimizeStatus): Promise<string | null> {
	if (gate.answer !== 'promote') return null;
	const prompt = plan.candidates.find(({ name }) => name === gate.candidate?.prompt);
	if (prompt === undefined) return 'what the gate has promoted is none of the candidates';
	enter(status, 'promoting');
	const { experiment, model, baseline } = plan;
	const wish: PromotionWish = {
		...{ prompt, experiment, model, baseline: baseline.name, workflow: workflowInfo().workflowId },
		...{ gate_run: gate.run_id, reasons: gate.reasons.map(short) },
	};
	const { refused } = await asking.promotePrompt(wish);
	status.promoted = refused === null;
	return refused;
}

/** Seconds before the second look whether the bench of a former run has ended; then ever longer, since it records first. */
const [firstPause, longestPause] = [5, 600];

/**
 * Starts the bench. Where a former run of this workflow, which was reset, has left one behind, that one is cancelled first:
 * it records what it has, and the new one goes on from there.
 */
async function startBench(plan: OptimizePlan): Promise<ChildWorkflowHandle<typeof bench>> {
	for (let seconds = firstPause; ; seconds = Math.min(2 * seconds, longestPause)) {
		try {
			return await startChild<typeof bench>(benchWorkflowType, {
				workflowId: plan.experiment,
				args: [plan.bench],
				parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
				cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
				staticSummary: summaryOf(plan),
			});
		} catch (error) {
			if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
			if ((await asking.cancelOwnBench(plan.experiment)) === 'foreign') throw busy(plan.experiment);
			await sleep(seconds * 1_000);
		}
	}
}

function summaryOf({ experiment, model, baseline, candidates }: OptimizePlan): string {
	const names = candidates.map(({ name }) => name).join(', ');
	return `${experiment}: ${names} against ${baseline.name} on ${model}`.slice(0, 200);
}

function busy(experiment: string): ApplicationFailure {
	return ApplicationFailure.create({
		...{ type: 'ExperimentBusy', nonRetryable: true },
		message: `a bench ${experiment} is running already, and not for this comparison; wait for it, cancel it, or take another experiment`,
	});
}

/** Where somebody has ended the bench, and not the comparison: Temporal's own words name neither. */
function endedBySomebody(error: unknown, { experiment }: OptimizeStatus): ApplicationFailure | undefined {
	const isTerminated = error instanceof ChildWorkflowFailure && error.cause instanceof TerminatedFailure;
	if (!isTerminated && !isCancellation(error)) return undefined;
	const ended = isTerminated ? 'terminated' : 'cancelled';
	const message = `the bench ${experiment} was ${ended}, so nothing was decided`;
	return ApplicationFailure.create({ message, nonRetryable: true });
}

/** Reasons that a memo and the details have room for, and the characters of each. */
const [mostReasons, longestReason] = [8, 500];

function short(reason: string): string {
	return reason.slice(0, longestReason);
}

function enter(status: OptimizeStatus, phase: OptimizeStatus['phase']): void {
	status.phase = phase;
	const { phase: _phase, ...memo } = status;
	// Whoever lists workflows sees it, with no worker there.
	upsertMemo({ ...memo, reasons: memo.reasons.slice(0, mostReasons) });
	show(status);
}

function show(status: OptimizeStatus): void {
	setCurrentDetails(optimizeDetails(status));
}
