import { setCurrentDetails, setDefaultSignalHandler, setHandler, upsertMemo, workflowInfo } from '@temporalio/workflow';
import { z } from 'zod';
import type { ExperimentAddress } from '../activities/contract';
import { type ConfigInput, readKey } from '../domain/config';
import type { Leaderboard } from '../domain/leaderboard';
import { type BenchPlan, countPlan } from '../domain/plan';
import { bench as io, planning } from './activity-stubs';
import { awaitJudged } from './await-judged';
import { type BenchState, initialState, noteProgress } from './bench-state';
import { fillBlocks } from './blocks';
import { blockProgressSchema } from './contract';
import { currentDetails } from './details';
import { asBenchFailure } from './failure-reason';
import { judgedSignal, progressSignal, statusQuery } from './messages';

const judgedPayload = z.looseObject({ partial: z.boolean().default(false) });

/**
 * plan → collect → export → await `judged` → compare.
 * @param input the keys of the config table, most of them optional
 * @returns the leaderboard
 */
export async function bench(input: ConfigInput | null = null): Promise<Leaderboard> {
	const state = initialState(readKey(input, 'experiment') ?? '?');
	const show = () => setCurrentDetails(currentDetails(state.status, workflowInfo().workflowId));
	listen(state, show);
	show();
	try {
		return await runPhases(input, state, show);
	} catch (error) {
		throw asBenchFailure(error);
	}
}

async function runPhases(input: ConfigInput | null, state: BenchState, show: () => void): Promise<Leaderboard> {
	const plan = await planning.plan.executeWithOptions({ summary: `plan ${state.status.experiment}` }, [input]);
	const at = {
		mlflow_url: plan.config.mlflow_url,
		experiment: plan.config.experiment,
		experiment_id: plan.experiment_id,
	};
	upsertMemo({ experiment: at.experiment, mlflow_url: at.mlflow_url });
	notePlan(state, plan);
	enter(state, 'collecting', show);
	await fillBlocks(plan, at, state, show);

	enter(state, 'exporting', show);
	await exportPending(plan, at, state);
	if (state.status.pending_judgments !== 0) {
		enter(state, 'awaiting-judge', show);
		await awaitJudged(at, state, show);
	}

	enter(state, 'comparing', show);
	const leaderboard = await io.compare(at, plan.rubric.name);
	enter(state, 'done', show);
	return leaderboard;
}

function listen(state: BenchState, show: () => void): void {
	setHandler(statusQuery, () => state.status);
	setHandler(progressSignal, (payload) => {
		const progress = blockProgressSchema.safeParse(payload);
		if (progress.success && state.models.has(progress.data.model)) noteProgress(state, progress.data, Date.now());
		else state.status.rejected_signal = { signal: 'progress', why: 'only the blocks of a bench send it' };
		show();
	});
	setHandler(judgedSignal, (payload) => {
		const read = judgedPayload.safeParse(payload ?? {});
		state.judged = {
			count: state.judged.count + 1,
			partial: state.judged.partial || (read.success && read.data.partial),
		};
	});
	setDefaultSignalHandler((signal) => {
		state.status.rejected_signal = {
			signal: signal.slice(0, 80),
			why: 'this bench knows no such signal; it knows judged',
		};
		show();
	});
}

function notePlan(state: BenchState, plan: BenchPlan): void {
	const { total, reused } = countPlan(plan);
	state.status.experiment = plan.config.experiment;
	state.status.cells.total = total;
	state.status.cells.reused = reused;
	state.status.notes.push(...plan.notes);
	for (const model of plan.models) state.models.set(model.name, plan.reused[model.digest] ?? 0);
	state.collectingSince = Date.now();
}

function enter(state: BenchState, phase: BenchState['status']['phase'], show: () => void): void {
	state.status.phase = phase;
	if (phase !== 'collecting') state.status.seconds_left = null;
	show();
}

async function exportPending(plan: BenchPlan, at: ExperimentAddress, state: BenchState): Promise<void> {
	const { workflowId } = workflowInfo();
	const { path, pending } = await io.exportPending(at, workflowId, plan.rubric.name, plan.config.export_dir);
	state.status.export_path = path;
	state.status.pending_judgments = pending;
}
