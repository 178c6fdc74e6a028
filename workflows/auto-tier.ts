import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
	CancellationScope,
	ChildWorkflowCancellationType,
	ChildWorkflowFailure,
	type ChildWorkflowHandle,
	ParentClosePolicy,
	sleep,
	startChild,
	TerminatedFailure,
} from '@temporalio/workflow';
import type { ExperimentAddress } from '../contracts/experiment';
import { type JudgeOrder, judgeWorkflowId, judgeWorkflowType } from '../contracts/judge';
import type { BenchPlan } from '../domain/bench/plan';
import { scanning } from './activity-stubs';
import { type BenchState, note, ownWork } from './bench-state';
import { noteTroubles } from './bench-troubles';
import { codedReasonOf } from './failure-reason';
import type { judge } from './judge';
import { underway } from './standstill';

/** So often a judge that somebody terminated is started again. */
const mostEndings = 5;

/** Another judge of this kind may be at work on the experiment: so often it is looked whether it has ended. */
const longestWaitSeconds = 60;

/**
 * Has the auto tier score what the experiment lacks, where the bench has one, and draws what the lazy tier is asked about.
 * Whatever keeps the auto judge from scoring is noted and ends nothing: those runs are the lazy tier's, or stay unscored.
 */
export async function judgeAutomatically(
	plan: BenchPlan,
	at: ExperimentAddress,
	state: BenchState,
	show: () => void,
): Promise<void> {
	const { lazy, auto } = plan.judges;
	if (auto === null) return;
	await seeJudgeToEnd(plan, at, auto, state, show);
	if (lazy === null) return;
	const { spot_check: share, judge_delta: delta } = plan.config;
	const draw = () => scanning.drawSpotChecks(at, plan.rubric.name, { share, delta });
	state.status.spot_checks = await underway(state.underway, null, draw);
}

async function seeJudgeToEnd(
	plan: BenchPlan,
	at: ExperimentAddress,
	kind: string,
	state: BenchState,
	show: () => void,
): Promise<void> {
	for (let endings = 0; endings <= mostEndings; endings += 1) {
		try {
			state.judge = await startJudge(plan, at, kind, () => note(state, `another ${kind} is judging ${at.experiment}`));
			if (state.status.paused) await state.judge.signal('pause').catch(() => undefined);
			const { stopped } = await state.judge.result();
			if (stopped !== null) note(state, `${kind} went no further: ${stopped}`);
			return;
		} catch (error) {
			if (CancellationScope.current().consideredCancelled) throw error;
			const terminated = error instanceof ChildWorkflowFailure && error.cause instanceof TerminatedFailure;
			note(
				state,
				terminated ? `somebody ended ${kind}; it goes on` : `${kind} went no further: ${codedReasonOf(error)}`,
			);
			if (!terminated) return;
		} finally {
			state.judge = null;
			const { auto_judge: told } = state.status;
			// What it said last of its troubles is over with it.
			if (told !== null) state.status.auto_judge = { ...told, waits_for_gpu: false, troubles: [] };
			noteTroubles(state, ownWork.autoJudge, [], Date.now());
			show();
		}
	}
}

/** One that is at work already scores the same runs: its end is waited for, and what it left is seen to then. */
async function startJudge(
	plan: BenchPlan,
	at: ExperimentAddress,
	kind: string,
	waits: () => void,
): Promise<ChildWorkflowHandle<typeof judge>> {
	const { mlflow_url, gpus, max_judge_b, max_model_b } = plan.config;
	const { experiment } = at;
	const order: JudgeOrder = { experiment, kind, mlflow_url, gpus, max_judge_b: max_judge_b ?? max_model_b };
	for (let seconds = 2; ; seconds = Math.min(seconds * 2, longestWaitSeconds)) {
		try {
			return await startChild<typeof judge>(judgeWorkflowType, {
				workflowId: judgeWorkflowId(experiment, kind),
				args: [order],
				staticSummary: `${kind} judges ${experiment}`,
				parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
				cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
			});
		} catch (error) {
			if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
		}
		waits();
		await sleep(`${seconds} seconds`);
	}
}
