import { addAbortListener } from 'node:events';
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type JudgeOrder, type JudgeResult, judgeWorkflowId, judgeWorkflowType } from '../contracts/judge';
import { benchQueue } from '../contracts/workflows';
import { type JudgeProgress, judgeProgressSchema } from '../domain/judging/judge-progress';
import { queryPatiently } from './temporal';

/** How following an auto judge ended. */
type JudgeEnd = { readonly end: 'result'; readonly result: JudgeResult } | { readonly end: 'detached' };

const pollMs = 1_000;

/**
 * Starts an auto judge on an experiment.
 * @returns whether it was started now; `false` where it is at work there already
 */
export async function startJudge(
	client: Client,
	order: JudgeOrder & { readonly kind: string },
): Promise<{ id: string; started: boolean }> {
	const id = judgeWorkflowId(order.experiment, order.kind);
	try {
		await client.workflow.start(judgeWorkflowType, {
			taskQueue: benchQueue,
			workflowId: id,
			args: [order],
			staticSummary: `${order.kind} judges ${order.experiment}`.slice(0, 200),
		});
		return { id, started: true };
	} catch (error) {
		if (error instanceof WorkflowExecutionAlreadyStartedError) return { id, started: false };
		throw error;
	}
}

/**
 * Looks at an auto judge every second until it has its result. Aborting detaches: the judge goes on.
 * @param show is given what each look sees; `null` where no worker answers
 * @throws WorkflowFailedError when the judge fails
 */
export async function followJudge(
	client: Client,
	id: string,
	{ signal, show }: { signal: AbortSignal; show: (progress: JudgeProgress | null) => void },
): Promise<JudgeEnd> {
	const handle = client.workflow.getHandle<(order: JudgeOrder) => Promise<JudgeResult>>(id);
	const ended = handle.result().then((result) => ({ end: 'result', result }) as const);
	ended.catch(() => undefined);
	const detached = new Promise<JudgeEnd>((resolve) => {
		addAbortListener(signal, () => resolve({ end: 'detached' }));
	});
	for (;;) {
		const looked = queryPatiently<unknown>(client, id).then((answer) => judgeProgressSchema.safeParse(answer).data);
		const seen = await Promise.race([looked, ended, detached]);
		if (seen !== undefined && 'end' in seen) return seen;
		show(seen ?? null);
		const pause = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), pollMs));
		const end = await Promise.race([ended, detached, pause]);
		if (end !== undefined) return end;
	}
}
