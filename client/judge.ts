import type { Client } from '@temporalio/client';
import { type JudgeOrder, type JudgeResult, judgeWorkflowId, judgeWorkflowType } from '../contracts/judge';
import { type JudgeProgress, judgeProgressSchema } from '../domain/judging/judge-progress';
import { type Followed, followWorkflow } from './follow-workflow';
import { type Started, startOnce } from './start-once';
import { queryPatiently } from './temporal';

/**
 * Starts an auto judge on an experiment.
 * @returns whether it was started now; `false` where it is at work there already
 */
export async function startJudge(client: Client, order: JudgeOrder & { readonly kind: string }): Promise<Started> {
	const id = judgeWorkflowId(order.experiment, order.kind);
	const summary = `${order.kind} judges ${order.experiment}`;
	return startOnce(client, judgeWorkflowType, { id, input: order, summary });
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
): Promise<Followed<JudgeResult>> {
	return followWorkflow({
		result: client.workflow.getHandle<(order: JudgeOrder) => Promise<JudgeResult>>(id).result(),
		look: async () => judgeProgressSchema.safeParse(await queryPatiently<unknown>(client, id)).data ?? null,
		...{ signal, show },
	});
}
