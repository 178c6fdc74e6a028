import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { JudgeItem, JudgePlan } from '../contracts/judge';
import type { Gpu } from '../contracts/workflows';
import { addReason } from '../domain/bench/reasons';
import { type AutoJudgment, autoJudgmentSchema } from '../domain/judging/auto-judgment';
import { byEndpoint, onGpu } from './activity-stubs';
import { codedReasonOf, codeOf } from './failure-reason';
import { type GpuWork, serveGpu } from './gpu-turn';
import { recordJudgment } from './judge-recording';
import { allAsked, canAfford, type JudgeRun, noteJudgment } from './judge-run';
import { underway } from './standstill';

/** Items scheduled at once: one that the GPU works on, one that waits beside it in the worker, and one in the queue. */
const itemsAhead = 3;

/** Judgments that may wait in history for MLflow before nothing more is asked, and from how many on it goes on. */
const judgmentsAhead = 200;
const judgmentsLeft = 100;

/** Asks about all runs that are left, as long as nothing stops it, and sees what was accepted to its record. */
export async function askAll(plan: JudgePlan, run: JudgeRun, show: () => void): Promise<void> {
	const asking = new CancellationScope();
	const fail = (why: unknown) => {
		run.failed ??= { why };
		asking.cancel();
	};
	CancellationScope.current().cancelRequested.catch(fail);
	await CancellationScope.nonCancellable(async () => {
		const [gpu] = Object.entries(plan.gpus).map(([queue, ollama_url]) => ({ queue, ollama_url }));
		if (plan.judge.weights === null) await askEndpoint(plan, run, asking, show);
		else if (gpu !== undefined) await serveGpu(gpu, run.request, gpuWork(plan, run, asking, show));
		await condition(() => run.record.recorders === 0);
	});
}

async function askEndpoint(plan: JudgePlan, run: JudgeRun, asking: CancellationScope, show: () => void): Promise<void> {
	const ask = (run_id: string) => byEndpoint.judgeByEndpoint(itemOf(plan, run_id, null));
	// The worker's client keeps those ahead waiting: no trip to Temporal or MLflow stands between two questions.
	const most = plan.judge.most_at_once + Math.ceil(plan.judge.most_at_once / 2);
	const asked = { most, line: null, ask, asking, show };
	while (!allAsked(run)) {
		await condition(() => allAsked(run) || (!run.progress.paused && run.record.unrecorded < judgmentsLeft));
		await askSome(plan, run, asked);
	}
}

/** What the lease of a GPU lends it for: the judge's model is loaded once a turn. */
function gpuWork(plan: JudgePlan, run: JudgeRun, asking: CancellationScope, show: () => void): GpuWork {
	const { weights, model: name, context } = plan.judge;
	const model = { name, ...(weights ?? { digest: '', parameters: 0, think: null }) };
	const isReady = () => !run.progress.paused && run.record.unrecorded < judgmentsLeft;
	return {
		wanting: () => (isReady() && run.left.length > 0 && !allAsked(run) ? [model] : []),
		over: () => allAsked(run),
		waiting: (_gpu, waits) => {
			run.progress.waits_for_gpu = waits;
			show();
		},
		run: async (_model, gpu) => {
			run.request.letsIn = false;
			if (!(await load(run, gpu, asking, { model, context }))) return;
			const ask = (run_id: string) => onGpu(gpu.queue).judgeOnGpu(itemOf(plan, run_id, gpu.ollama_url));
			await askSome(plan, run, { most: itemsAhead, line: 'gpu', ask, asking, show });
		},
	};
}

type Loading = Parameters<ReturnType<typeof onGpu>['load']>[1];

/** @returns whether the model is in memory; where no retry mends that it is not, the judge asks no more */
async function load(
	run: JudgeRun,
	{ queue, ollama_url }: Gpu,
	asking: CancellationScope,
	{ model, context }: { readonly model: Loading; readonly context: number },
): Promise<boolean> {
	try {
		const { load: loading } = onGpu(queue);
		const summary = `load ${model.name}`;
		const act = () => loading.executeWithOptions({ summary }, [ollama_url, model, context]);
		await underway(run.underway, 'gpu', () => asking.run(act));
		return true;
	} catch (error) {
		stopFor(run, error);
		return false;
	}
}

/** How items are asked about. */
interface Asking {
	/** At most so many at once. */
	readonly most: number;
	readonly line: 'gpu' | null;
	readonly ask: (run_id: string) => Promise<AutoJudgment>;
	readonly asking: CancellationScope;
	show(): void;
}

/** Asks about one item after the other until none is left or something has to rest, and sees those begun to their end. */
async function askSome(plan: JudgePlan, run: JudgeRun, asked: Asking): Promise<void> {
	const mustRest = () =>
		run.failed !== null ||
		run.stopped !== null ||
		run.progress.paused ||
		run.request.letsIn ||
		run.record.unrecorded >= judgmentsAhead;
	for (;;) {
		const hasRoom = () => run.left.length > 0 && run.asked < asked.most && canAfford(run) !== 'wait';
		await condition(() => mustRest() || hasRoom() || (run.left.length === 0 && !run.looking));
		if (mustRest()) break;
		if (canAfford(run) === 'never') run.stopped ??= moneySpent(plan);
		const next = run.stopped === null ? run.left.shift() : undefined;
		if (next === undefined) break;
		void askOne(plan, run, next, asked);
	}
	await condition(() => run.asked === 0);
}

async function askOne(plan: JudgePlan, run: JudgeRun, run_id: string, { line, ask, asking, show }: Asking) {
	run.asked += 1;
	try {
		const answer = await underway(run.underway, line, () => asking.run(() => ask(run_id)));
		// Anybody can complete an activity by hand, with anything: that is no judgment.
		const judgment = autoJudgmentSchema.safeParse(answer).data;
		if (judgment?.run_id !== run_id) run.left.push(run_id);
		else {
			noteJudgment(run, judgment);
			recordJudgment(plan, run, judgment);
		}
	} catch (error) {
		if (stopsAll(error)) run.left.unshift(run_id);
		if (stopsAll(error)) stopFor(run, error);
		else run.progress.unscored = addReason(run.progress.unscored, codeOf(error) ?? 'model-broke');
	} finally {
		run.asked -= 1;
		show();
	}
}

/** What is wrong with one run of MLflow's alone keeps no other from being judged. */
const ofOneRun = new Set(['RunDamaged', 'MlflowRefused', 'GenerationFailed']);

function stopsAll(error: unknown): boolean {
	return isCancellation(error) || !ofOneRun.has(codeOf(error) ?? '');
}

function stopFor(run: JudgeRun, error: unknown): void {
	if (isCancellation(error)) run.failed ??= { why: error };
	else run.stopped ??= codedReasonOf(error);
}

function moneySpent({ judge }: JudgePlan): string {
	return `the money limit of ${judge.kind} (most_cost: ${judge.most_cost}) is reached`;
}

function itemOf(plan: JudgePlan, run_id: string, ollama_url: string | null): JudgeItem {
	const { at, rubric, judge, again, planned_at } = plan;
	return { at, rubric, judge, again, planned_at, run_id, ollama_url };
}
