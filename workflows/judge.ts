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

/** So many are asked about while more are looked for, which takes MLflow 2 to 3 ms for each; and those while all others are. */
const firstRuns = 20;
const secondRuns = 80;

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
	const looking = lookForUnjudged(run.plan, run, show);
	await askAll(run.plan, run, show);
	if (run.failed !== null) throw run.failed.why;
	if (run.stopped === null) {
		await looking;
		if (run.cursor !== null || run.forNext.length > 0) return goOn(order, run);
	}
	show();
	const { kind, scored, unscored, prompt_tokens, output_tokens, cost } = run.progress;
	const { experiment } = run.plan.at;
	return { experiment, kind, scored, unscored, prompt_tokens, output_tokens, cost, stopped: run.stopped };
}

/**
 * Looks for the runs that have no score: a few first, so that the model is asked while the others are looked for, and in
 * the end a few for the next run of the chain, which begins with those. Where the look fails the run knows why.
 */
async function lookForUnjudged(plan: JudgePlan, run: JudgeRun, show: () => void): Promise<void> {
	const find = async (into: string[], most: number, count = false) => {
		if (run.cursor === null) return { run_ids: [], total: null };
		const asked = { most, from: run.cursor, since: run.since, count };
		const found = await underway(run.underway, null, () => scanning.unjudgedRuns(plan, asked));
		into.push(...found.run_ids);
		run.cursor = found.next;
		return found;
	};
	run.looking = true;
	try {
		const first = run.left.length || (await find(run.left, firstRuns)).run_ids.length;
		const second = (await find(run.left, secondRuns)).run_ids.length;
		const count = run.progress.total === null;
		const { total } = await find(run.left, Math.max(1, runsAtOnce - first - second), count);
		if (count) run.progress.total = first + second + (total ?? 0);
		await find(run.forNext, firstRuns);
	} catch (why) {
		run.failed ??= { why };
	} finally {
		run.looking = false;
		show();
	}
}

/** Continues as new. A run that was reset cannot know what was recorded since, so the next one looks from the beginning. */
async function goOn(order: JudgeOrder, run: JudgeRun, how: 'go on' | 'plan anew' = 'go on'): Promise<never> {
	const { plan, progress, since, cursor, forNext, dearest } = run;
	const { runId: from } = workflowInfo();
	await condition(() => run.record.recorders === 0 || how === 'plan anew');
	const place = how === 'plan anew' || plan === null ? { cursor: 0 } : { plan, cursor, left: forNext };
	return continueAsNew<typeof judge>(order, { from, progress, since, dearest, ...place });
}

function gpuQueueOf({ plan }: JudgeRun): string | null {
	return plan?.judge.weights ? (Object.keys(plan.gpus)[0] ?? null) : null;
}
