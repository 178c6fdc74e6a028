import {
	allHandlersFinished,
	condition,
	makeContinueAsNewFunc,
	setCurrentDetails,
	upsertMemo,
	workflowInfo,
} from '@temporalio/workflow';
import type { ExperimentAddress } from '../contracts/experiment';
import type { BenchMemo, BenchResult, CarriedBench } from '../contracts/workflows';
import { type ConfigInput, readKey } from '../domain/bench/config';
import type { BenchPlan } from '../domain/bench/plan';
import type { Status } from '../domain/bench/status';
import { waitRulesOf } from '../domain/bench/wait';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { planning, scanning } from './activity-stubs';
import { announce } from './announce';
import { judgeAutomatically } from './auto-tier';
import { type Awaited, awaitJudged, countDisagreements } from './await-judged';
import { listen } from './bench-messages';
import { type BenchState, initialState, notePlan, ownWork } from './bench-state';
import { noteTroubles } from './bench-troubles';
import { fillBlocks } from './blocks';
import { readCarried } from './carried';
import { currentDetails } from './details';
import { asBenchFailure } from './failure-reason';
import { unlessReset } from './resets';
import { ownExecution, underway, watchStandstill } from './standstill';

/**
 * plan → collect → the auto judge, if any → export → await `judged` → compare → the gate, if any.
 * @param input the keys of the config table, most of them optional
 * @param more what an earlier run of this chain hands on; see {@link readCarried}
 * @returns the leaderboard, the cells that failed, and what the gate has decided
 */
export async function bench(input: ConfigInput | null = null, ...more: unknown[]): Promise<BenchResult> {
	const { carried, fault } = readCarried<CarriedBench>('a bench', more);
	const state = initialState(readKey(input, 'experiment') ?? '?', carried);
	const show = () => setCurrentDetails(currentDetails(state.status, workflowInfo().workflowId));
	listen(state, show);
	watchStandstill(state.underway, {
		asked: () => ({ workflows: [ownExecution(), ...[...state.earlier].map((id) => ({ id }))], queue: null }),
		model: null,
		tell: (troubles) => {
			noteTroubles(state, ownWork.bench, troubles, Date.now());
			show();
		},
	});
	show();
	try {
		if (fault !== undefined) throw fault;
		const collect = () => collectAndExport(input, state, show);
		// A bench that was reset plans anew: MLflow knows better than a part of a history what is left to be done.
		const collected = carried?.awaiting ?? (await unlessReset(collect, () => goOn(input, state)));
		// Nobody sits down for a bench that has no lazy kind: what its auto judge left is missing, and is said to be.
		const awaitsJudge = collected.judges.lazy !== null && state.status.pending_judgments !== 0;
		if (awaitsJudge) {
			enter(state, 'awaiting-judge', show);
			if (collected.wait === undefined) await announce(state, 'pending', state.status.pending_judgments);
			await awaitJudged(collected, state, show, (awaited) => goOn(input, state, awaited));
			await announce(state, 'judged', state.status.pending_judgments);
		} else await countDisagreements(collected, state);
		const { disagreements } = state.status;
		if (disagreements !== null && disagreements > 0) await announce(state, 'disagreement', disagreements);
		enter(state, 'comparing', show);
		const { gate, min_kappa } = collected;
		const compare = () => scanning.compare(collected.at, collected.rubric, min_kappa);
		const leaderboard = await underway(state.underway, null, compare);
		if (gate !== undefined) {
			enter(state, 'gating', show);
			const ask = () => scanning.askGate(collected.at, collected.rubric, gate, min_kappa);
			state.status.gate = await underway(state.underway, null, ask);
		}
		enter(state, 'done', show);
		await announce(state, 'done', leaderboard.pending);
		// Somebody may be asking at this very moment, and is to have an answer.
		await condition(allHandlersFinished);
		return asResult(leaderboard, state.status);
	} catch (error) {
		throw asBenchFailure(error);
	}
}

/** Continues as new: with what the wait for the judge needs, or else from the beginning. */
async function goOn(input: ConfigInput | null, { status, judged }: BenchState, awaited?: Awaited): Promise<never> {
	judged.handsOn = true;
	await condition(allHandlersFinished);
	const { memo, runId } = workflowInfo();
	const awaiting = awaited === undefined ? {} : { awaiting: { ...awaited, status } };
	// What was answered is answered; a signal that came since, or is kept, counts in the next run.
	const count = judged.count - judged.answered + (judged.kept ? 1 : 0);
	const { partial } = judged;
	const carried: CarriedBench = { from: runId, judged: { count, partial }, paused: status.paused, ...awaiting };
	// Clients find a bench by its memo, which the next run would otherwise not have.
	return makeContinueAsNewFunc<typeof bench>({ memo: memo ?? {} })(input, carried);
}

async function collectAndExport(input: ConfigInput | null, state: BenchState, show: () => void): Promise<Awaited> {
	const summary = `plan ${state.status.experiment}`;
	const plan = await underway(state.underway, null, () => planning.plan.executeWithOptions({ summary }, [input]));
	const at = {
		mlflow_url: plan.config.mlflow_url,
		experiment: plan.config.experiment,
		experiment_id: plan.experiment_id,
	};
	const memo: BenchMemo = { experiment: at.experiment, mlflow_url: at.mlflow_url, gpus: plan.config.gpus };
	upsertMemo(memo);
	notePlan(state, plan);
	enter(state, 'collecting', show);
	await fillBlocks(plan, at, state, show);
	if (plan.judges.auto !== null) enter(state, 'judging', show);
	await judgeAutomatically(plan, at, state, show);
	enter(state, 'exporting', show);
	await exportPending(plan, at, state);
	return {
		at,
		rubric: plan.rubric.name,
		judges: plan.judges,
		judge_delta: plan.config.judge_delta,
		rules: waitRulesOf(plan.config),
		...(plan.config.gate && { gate: plan.config.gate }),
		min_kappa: plan.config.min_kappa,
	};
}

function enter(state: BenchState, phase: BenchState['status']['phase'], show: () => void): void {
	state.status.phase = phase;
	if (phase !== 'collecting' && phase !== 'judging') {
		state.status.seconds_left = null;
		state.status.paused = false;
	}
	show();
}

async function exportPending(plan: BenchPlan, at: ExperimentAddress, state: BenchState): Promise<void> {
	const { workflowId } = workflowInfo();
	const { path, pending, outside } = await underway(state.underway, null, () =>
		scanning.exportPending(at, workflowId, plan.rubric.name, plan.config.export_dir),
	);
	state.status.export_path = path;
	state.status.export_outside = outside;
	state.status.pending_judgments = pending;
}

function asResult(
	leaderboard: Leaderboard,
	{ cells, reasons, failed_cells: named, auto_judge: auto, gate }: Status,
): BenchResult {
	const failed = cells.failed === 0 ? {} : { failed: { cells: cells.failed, reasons: reasons.failed, named } };
	const unscored = auto === null || leaderboard.pending === 0 ? {} : { unscored: auto.unscored };
	const partial = leaderboard.pending > 0 && { partial: true as const };
	return { ...leaderboard, ...failed, ...unscored, ...partial, ...(gate && { gate }) };
}
