import { condition, continueAsNew, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { CarriedJudge, JudgeOrder, JudgePlan, JudgeResult } from '../contracts/judge';
import { planning, scanning } from './activity-stubs';
import { readCarried } from './carried';
import { asBenchFailure } from './failure-reason';
import { askAll } from './judge-asking';
import { listenAsJudge } from './judge-messages';
import { judgeDetails, tellBenchOf } from './judge-outside';
import { type JudgeRun, openJudge } from './judge-run';
import { unlessReset } from './resets';
import { ownExecution, underway, watchStandstill } from './standstill';

/** About ten events and 3 KB of history a run: well below the limits of one run of the workflow. */
const runsAtOnce = 500;

/**
 * plan → find what has no score → ask the model → record, until nothing is left. Its workflow id is
 * `judge/EXPERIMENT/KIND`: one at a time scores an experiment.
 * @param order the experiment, and what else {@link JudgeOrder} says
 * @param more what an earlier run of this chain hands on
 */
export async function judge(order: JudgeOrder, ...more: unknown[]): Promise<JudgeResult> {
	const { carried, fault } = readCarried<CarriedJudge>('a judge', more);
	const run = openJudge(order?.kind ?? '', carried, Date.now());
	const show = () => {
		setCurrentDetails(judgeDetails(order?.experiment ?? '?', run));
		void tellBenchOf(run);
	};
	listenAsJudge(run, show);
	watchStandstill(run.underway, {
		asked: () => ({ workflows: [ownExecution()], queue: gpuQueueOf(run) }),
		model: order?.kind ?? null,
		tell: (troubles) => {
			run.progress.troubles = [...troubles];
			show();
		},
	});
	try {
		if (fault !== undefined) throw fault;
		return await unlessReset(
			() => judgeAll(order, run, show),
			() => goOn(order, run, 'plan anew'),
		);
	} catch (error) {
		throw asBenchFailure(error);
	}
}

async function judgeAll(order: JudgeOrder, run: JudgeRun, show: () => void): Promise<JudgeResult> {
	const summary = `plan the judge ${order?.kind ?? ''}`;
	run.plan ??= await underway(run.underway, null, () => planning.planJudge.executeWithOptions({ summary }, [order]));
	run.progress.kind = run.plan.judge.kind;
	show();
	const next = await findUnjudged(run.plan, run);
	show();
	await askAll(run.plan, run, show);
	if (run.failed !== null) throw run.failed.why;
	if (next !== null && run.stopped === null) {
		run.cursor = next;
		return goOn(order, run);
	}
	show();
	const { kind, scored, unscored, prompt_tokens, output_tokens, cost } = run.progress;
	const { experiment } = run.plan.at;
	return { experiment, kind, scored, unscored, prompt_tokens, output_tokens, cost, stopped: run.stopped };
}

/** @returns where the next run looks on, `null` where there are no more */
async function findUnjudged(plan: JudgePlan, run: JudgeRun): Promise<number | null> {
	const count = run.progress.total === null;
	const question = { most: runsAtOnce, from: run.cursor, since: run.since, count };
	const found = await underway(run.underway, null, () => scanning.unjudgedRuns(plan, question));
	run.left.push(...found.run_ids);
	if (found.total !== null) run.progress.total = found.total;
	return found.next;
}

/** Continues as new. A run that was reset cannot know what was recorded since, so the next one looks from the beginning. */
async function goOn(order: JudgeOrder, run: JudgeRun, how: 'go on' | 'plan anew' = 'go on'): Promise<never> {
	const { plan, progress, since, cursor, dearest } = run;
	const { runId: from } = workflowInfo();
	await condition(() => run.recorders === 0 || how === 'plan anew');
	const place = how === 'plan anew' || plan === null ? { cursor: 0 } : { plan, cursor };
	return continueAsNew<typeof judge>(order, { from, progress, since, dearest, ...place });
}

function gpuQueueOf({ plan }: JudgeRun): string | null {
	return plan?.judge.weights ? (Object.keys(plan.gpus)[0] ?? null) : null;
}
