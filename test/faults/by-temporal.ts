import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { judgeWorkflowType } from '../../contracts/judge';
import {
	askSignal,
	giveBackSignal,
	gpuSignal,
	grantedSignal,
	progressSignal,
	turnSignal,
} from '../../contracts/messages';
import { blockWorkflowType, leaseWorkflowId } from '../../contracts/workflows';
import type { Benches } from './benches';
import { isAtWork, within } from './followed-bench';

/** Which workflow is meant; `block`, `judge` and `bench`: one of those at work. */
export type Target = 'bench' | 'block' | 'judge' | 'lease';

/** What Temporal's own tools do to a workflow. */
export type ToolsAct = 'reset' | 'cancel' | 'terminate' | 'delete' | 'junk' | 'pause' | 'start-again';

/** What an act needs to know. */
interface Acted {
	readonly client: Client;
	readonly id: string;
	/** A number in [0, 1) for whatever there is to choose. */
	readonly choice: number;
	readonly benches: Benches;
}

/**
 * Somebody does to a workflow what the Temporal CLI, or its UI, offers.
 * @returns whether there was such a workflow at work
 */
export async function byTemporal(
	client: Client,
	benches: Benches,
	[target, act]: readonly [Target, ToolsAct],
	choice: number,
): Promise<boolean> {
	for (;;) {
		try {
			const id = await targetId(client, benches, target, choice);
			if (id === undefined) return false;
			await acts[act]({ client, id, choice: (choice * 97) % 1, benches });
			return true;
		} catch (error) {
			// It has ended in between.
			if (error instanceof WorkflowNotFoundError) return false;
			// Temporal itself may be away.
			await sleep(500);
		}
	}
}

async function targetId(client: Client, { all }: Benches, target: Target, choice: number): Promise<string | undefined> {
	const atWork = all.filter(({ state, status }) => state === 'running' && isAtWork(status));
	if (target === 'bench') return atWork[Math.floor(choice * atWork.length)]?.id;
	if (target === 'lease') return leaseWorkflowId('gpu');
	const type = target === 'judge' ? judgeWorkflowType : blockWorkflowType;
	const query = `WorkflowType = '${type}' AND ExecutionStatus = 'Running'`;
	const { executions } = await within(client, () =>
		client.workflowService.listWorkflowExecutions({ namespace: client.options.namespace, query }),
	);
	return executions[Math.floor(choice * executions.length)]?.execution?.workflowId ?? undefined;
}

const acts: Record<ToolsAct, (acted: Acted) => Promise<unknown>> = {
	reset: resetSomewhere,
	cancel: ({ client, id }) => within(client, () => client.workflow.getHandle(id).cancel()),
	terminate: ({ client, id }) =>
		within(client, () => client.workflow.getHandle(id).terminate('the fault run does this')),
	delete: ({ client, id }) =>
		within(client, () =>
			client.workflowService.deleteWorkflowExecution({
				namespace: client.options.namespace,
				workflowExecution: { workflowId: id },
			}),
		),
	junk: async ({ client, id }) => {
		const signals = [turnSignal, progressSignal, gpuSignal, grantedSignal, askSignal, giveBackSignal];
		for (const { name } of [...signals, { name: 'no-such-signal' }]) {
			for (const payload of [null, 7, 'junk', {}, { digest: 1, queue: 'gpu', number: -1 }]) {
				await within(client, () => client.workflow.getHandle(id).signal(name, payload));
			}
		}
	},
	pause: ({ client, id }) => within(client, () => client.workflow.getHandle(id).signal('pause')),
	'start-again': ({ client, id, benches }) => {
		const config = benches.all.find((bench) => bench.id === id)?.config;
		const options = { taskQueue: 'bench', workflowId: id, args: [config] };
		return within(client, () =>
			client.workflow.start('bench', { ...options, workflowIdConflictPolicy: 'TERMINATE_EXISTING' }),
		);
	},
};

/** Resets to the first workflow task, to the last, or to any between, with the signals since or without them. */
async function resetSomewhere({ client, id, choice }: Acted): Promise<void> {
	const { events } = await within(client, () => client.workflow.getHandle(id).fetchHistory());
	const points = (events ?? []).flatMap(({ eventId, workflowTaskCompletedEventAttributes: completed }) =>
		completed ? [eventId] : [],
	);
	const thirds = [0, points.length - 1, Math.floor(((choice * 3) % 1) * points.length)];
	const point = points[thirds[Math.floor(choice * 3)] ?? 0];
	if (!point) throw new WorkflowNotFoundError('it has done nothing yet', id, undefined);
	await within(client, () =>
		client.workflowService.resetWorkflowExecution({
			namespace: client.options.namespace,
			workflowExecution: { workflowId: id },
			reason: 'the fault run does this now and then',
			workflowTaskFinishEventId: point,
			requestId: randomUUID(),
			resetReapplyExcludeTypes: (choice * 7) % 1 < 0.3 ? [1, 2] : [],
		}),
	);
}
