import { CancellationScope, getExternalWorkflowHandle, workflowInfo } from '@temporalio/workflow';
import { judgingSignal } from '../contracts/messages';
import { reasonLines } from '../domain/bench/reasons';
import { isNews, troubleText } from '../domain/bench/troubles';
import type { JudgeProgress } from '../domain/judging/judge-progress';
import { type JudgeRun, settled } from './judge-run';

/** Tells the bench that waits for it how far it is, where that is worth an event: about a hundred times. */
export async function tellBenchOf(run: JudgeRun): Promise<void> {
	const { parent } = workflowInfo();
	if (parent === undefined || !isWorthTelling(run)) return;
	const progress = { ...run.progress };
	run.told = progress;
	try {
		await CancellationScope.nonCancellable(() =>
			getExternalWorkflowHandle(parent.workflowId, parent.runId).signal(judgingSignal, progress),
		);
	} catch {
		// A bench that was terminated or reset hears nothing; the judge still records what it has.
	}
}

function isWorthTelling({ progress, told, left, asked }: JudgeRun): boolean {
	const step = Math.ceil((progress.total ?? 0) / 100);
	const further = settled(progress) - settled(told);
	const isOver = left.length === 0 && asked === 0 && further > 0;
	return further >= Math.max(1, step) || isOver || hasTurned(progress, told);
}

function hasTurned(now: JudgeProgress, told: JudgeProgress): boolean {
	const same = now.paused === told.paused && now.waits_for_gpu === told.waits_for_gpu && now.total === told.total;
	return !same || isNews(told.troubles, now.troubles);
}

/** What the Temporal UI shows of an auto judge, in Markdown. */
export function judgeDetails(experiment: string, { progress, stopped }: JudgeRun): string {
	const { kind, scored, total, cost, prompt_tokens, output_tokens, paused, waits_for_gpu, troubles } = progress;
	const of = total === null ? '' : ` of ${total}`;
	const state = paused ? 'paused' : waits_for_gpu ? 'waiting for a GPU that others hold' : 'judging';
	const [trouble] = troubles;
	return [
		`**${experiment}**: ${kind} is ${state}, ${scored}${of} ${total === 1 ? 'run' : 'runs'} scored`,
		...(trouble === undefined ? [] : ['', troubleText(trouble), '', `**What to do**: ${trouble.remedy}`]),
		...(stopped === null ? [] : ['', `It goes no further: ${stopped}`]),
		'',
		`Tokens: ${prompt_tokens} in, ${output_tokens} out${cost > 0 ? `; cost ${cost.toFixed(4)}` : ''}`,
		...reasonLines(progress.unscored).map((line) => `- left unscored: ${line}`),
	].join('\n');
}
