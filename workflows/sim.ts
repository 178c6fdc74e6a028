import {
	CancellationScope,
	ContinueAsNew,
	condition,
	makeContinueAsNewFunc,
	setCurrentDetails,
	setDefaultSignalHandler,
	setHandler,
	upsertMemo,
	workflowInfo,
} from '@temporalio/workflow';
import { pauseSignal, resumeSignal, simStatusQuery } from '../contracts/messages';
import { type CarriedSim, type SimMemo, type SimPlan, type SimResult, simQueue } from '../contracts/sim';
import { readSimKey } from '../domain/simulation/sim-config';
import type { SimStatus } from '../domain/simulation/sim-status';
import { planning, promoting, scanning } from './activity-stubs';
import { readCarried } from './carried';
import { asBenchFailure } from './failure-reason';
import { unlessReset } from './resets';
import { simDetails } from './sim-details';
import { noteLacking, openSim, type SimRun } from './sim-run';
import { simulateAll } from './sim-simulating';
import { ownExecution, underway, watchStandstill } from './standstill';

/**
 * plan → episodes of each persona with each policy, recorded in MLflow → the decision → the promotion, where it was asked
 * for. What MLflow has is not run again.
 * @param input the keys of a simulation, all of them optional
 * @param more what an earlier run of this chain hands on
 */
export async function sim(input: unknown = null, ...more: unknown[]): Promise<SimResult> {
	const { carried, fault } = readCarried<CarriedSim>('a simulation', more);
	const run = openSim(readSimKey(input, 'experiment') ?? '?', carried, Date.now());
	const show = () => setCurrentDetails(simDetails(run.status, workflowInfo().workflowId));
	listen(run, show);
	show();
	try {
		if (fault !== undefined) throw fault;
		const goOn = (how: 'go on' | 'plan anew') => continueAs(input, run, how);
		// One that was reset plans anew: MLflow knows better than a part of a history what is left to be done.
		return await unlessReset(
			() => simulateAndDecide(input, run, show, () => goOn('go on')),
			() => goOn('plan anew'),
		);
	} catch (error) {
		if (error instanceof ContinueAsNew) throw error;
		await sweepAfterwards(run);
		enter(run, 'failed', show);
		throw asBenchFailure(error);
	}
}

async function simulateAndDecide(
	input: unknown,
	run: SimRun,
	show: () => void,
	goOn: () => Promise<never>,
): Promise<SimResult> {
	const plan = await planOnce(input, run, show);
	enter(run, 'simulating', show);
	await simulateAll(plan, run, show);
	if (run.failed === null) enter(run, 'recording', show);
	await CancellationScope.nonCancellable(() => condition(() => run.record.unrecorded === 0));
	if (run.failed !== null) throw run.failed.why;
	if (run.work.length > 0) return goOn();
	const { status } = run;
	const { workflowId } = workflowInfo();
	await underway(run.underway, null, () => scanning.sweepSim(plan, workflowId));
	enter(run, 'deciding', show);
	const { policies, decision } = await underway(run.underway, null, () => scanning.decideSim(plan));
	Object.assign(status, { policies, decision });
	mark(plan, status);
	if (plan.promote && decision?.answer === 'promote') {
		enter(run, 'promoting', show);
		await underway(run.underway, null, () => promoting.promotePolicy(decision, plan.at.mlflow_url));
		status.promoted = true;
		mark(plan, status);
	}
	enter(run, 'done', show);
	const { experiment, episodes, pairs, promoted } = status;
	return { experiment, episodes, pairs, policies, decision, promoted };
}

/** The plan, and what the experiment lacks of it; a run that goes on for another one has both. */
async function planOnce(input: unknown, run: SimRun, show: () => void): Promise<SimPlan> {
	if (run.plan !== null) return run.plan;
	const summary = `plan ${run.status.experiment}`;
	const plan = await underway(run.underway, null, () => planning.planSim.executeWithOptions({ summary }, [input]));
	run.status.notes = [...plan.notes];
	mark(plan, run.status);
	show();
	const { work, reused } = await underway(run.underway, null, () => scanning.lackingEpisodes(plan));
	Object.assign(run, { plan, work: [...work], since: Date.now() });
	noteLacking(run, plan, reused);
	return plan;
}

/** Continues as new: with what is left, or else from the beginning. */
async function continueAs(input: unknown, run: SimRun, how: 'go on' | 'plan anew'): Promise<never> {
	const { memo, runId: from } = workflowInfo();
	const { plan, work, status, since } = run;
	const going = how === 'plan anew' || plan === null ? {} : { going: { plan, work, status, since } };
	const carried: CarriedSim = { from, paused: status.paused, ...going };
	// Clients find a simulation by its memo, which the next run would otherwise not have.
	return makeContinueAsNewFunc<typeof sim>({ memo: memo ?? {} })(input, carried);
}

/** What it leaves where it does not come to its end: users on a server, runs that nobody commits. */
async function sweepAfterwards({ plan, status }: SimRun): Promise<void> {
	if (plan === null || status.phase === 'done') return;
	const { workflowId } = workflowInfo();
	await CancellationScope.nonCancellable(() => promoting.sweepSim(plan, workflowId)).catch(() => undefined);
}

/** Sets all handlers; none of them throws, whatever comes. */
function listen(run: SimRun, show: () => void): void {
	const pause = (paused: boolean) => () => {
		run.status.paused = paused;
		if (paused) run.status.seconds_left = null;
		show();
	};
	setHandler(pauseSignal, pause(true));
	setHandler(resumeSignal, pause(false));
	setHandler(simStatusQuery, () => run.status);
	// A name that nobody knows would otherwise stay buffered for ever.
	setDefaultSignalHandler(() => undefined);
	watchStandstill(run.underway, {
		asked: () => ({ workflows: [ownExecution()], queue: simQueue }),
		model: null,
		tell: (troubles) => {
			run.status.troubles = [...troubles];
			show();
		},
	});
}

function enter({ status }: SimRun, phase: SimStatus['phase'], show: () => void): void {
	status.phase = phase;
	if (phase !== 'simulating') Object.assign(status, { seconds_left: null, paused: false });
	show();
}

function mark({ at }: SimPlan, { decision, promoted }: SimStatus): void {
	const memo: SimMemo = {
		experiment: at.experiment,
		mlflow_url: at.mlflow_url,
		answer: decision?.answer ?? null,
		promoted,
	};
	upsertMemo(memo);
}
