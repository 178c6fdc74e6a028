import type { CarriedJudge, JudgePlan } from '../contracts/judge';
import { addReason } from '../domain/bench/reasons';
import type { AutoJudgment } from '../domain/judging/auto-judgment';
import { type JudgeProgress, noProgress } from '../domain/judging/judge-progress';
import { type GpuRequest, noRequest } from './gpu-turn';
import { emptyLine, type RecordLine } from './recorder';
import { nothingUnderway, type Underway } from './standstill';

/** What one run of the workflow `judge` knows of itself. */
export interface JudgeRun {
	/** `null` until it is planned. */
	plan: JudgePlan | null;
	readonly progress: JudgeProgress;
	/** When the chain began, in milliseconds since 1970. */
	readonly since: number;
	/** Where to look for the next runs, `null` where there are no more. Milliseconds since 1970. */
	cursor: number | null;
	/** What one item has cost at most so far; `null` before the first is known. */
	dearest: number | null;
	/** Runs of MLflow's that have yet to be asked about. */
	readonly left: string[];
	/** Whether more of them are still being looked for. */
	looking: boolean;
	/** Those that the next run of the chain begins with. */
	readonly forNext: string[];
	/** How many are asked now. */
	asked: number;
	readonly record: RecordLine<AutoJudgment>;
	/** Why no further item is asked: the money limit, a refused key, a model that cannot be loaded. */
	stopped: string | null;
	/** Why the workflow has to end at once: a cancel. */
	failed: { readonly why: unknown } | null;
	/** What it has asked of the GPU's lease. */
	readonly request: GpuRequest;
	readonly underway: Underway;
	/** What its bench was last told. */
	told: JudgeProgress;
}

/** The state of a judge's run that has just begun. @param now milliseconds since 1970 */
export function openJudge(kind: string, carried: CarriedJudge | undefined, now: number): JudgeRun {
	const { plan = null, progress = noProgress(kind), since = now, cursor = 0, dearest = null } = carried ?? {};
	const left = [...(carried?.left ?? [])];
	return {
		...{ plan, progress: { ...progress, waits_for_gpu: false, troubles: [] }, since, cursor, dearest },
		...{ left, forNext: [], looking: false, asked: 0, record: emptyLine<AutoJudgment>(), stopped: null, failed: null },
		...{ request: noRequest(), underway: nothingUnderway(), told: progress },
	};
}

/** Runs that it is done with. */
export function settled({ scored, unscored }: Pick<JudgeProgress, 'scored' | 'unscored'>): number {
	return Object.values(unscored).reduce((sum, each) => sum + each, scored);
}

/** Takes in an accepted judgment. */
export function noteJudgment(
	run: JudgeRun,
	{ scores, unscored, prompt_tokens, output_tokens, cost }: AutoJudgment,
): void {
	const { progress } = run;
	if (scores !== null) progress.scored += 1;
	else progress.unscored = addReason(progress.unscored, unscored?.reason ?? 'answer-unusable');
	progress.prompt_tokens += prompt_tokens;
	progress.output_tokens += output_tokens;
	progress.cost += cost;
	run.dearest = Math.max(run.dearest ?? 0, cost);
}

/**
 * Whether one more item may be asked within the money limit, however dear those become that are being asked: as dear as
 * the dearest so far. Before anything is known of that, one is asked alone.
 */
export function canAfford({ plan, progress, asked, dearest }: JudgeRun): 'yes' | 'wait' | 'never' {
	const limit = plan?.judge.most_cost ?? null;
	if (limit === null) return 'yes';
	if (progress.cost >= limit || progress.cost + (dearest ?? 0) > limit) return 'never';
	if (dearest === null) return asked === 0 ? 'yes' : 'wait';
	return progress.cost + (asked + 1) * dearest <= limit ? 'yes' : 'wait';
}

/** Whether nothing is left for a GPU, or an endpoint, to do in this run. */
export function allAsked(run: JudgeRun): boolean {
	return run.failed !== null || run.stopped !== null || (!run.looking && run.left.length === 0 && run.asked === 0);
}
