import { isCancellation, ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import { notifyWorkflowId } from '../contracts/webhook';
import { type WebhookEvent, type WebhookType, webhookEvent } from '../domain/bench/webhook-event';
import { looking } from './activity-stubs';
import type { BenchState } from './bench-state';
import type { notify } from './notify';

/**
 * Tells whoever listens what has happened to this bench. A workflow of its own sends it, which the bench neither waits for
 * nor fails with. Where the worker has no webhook, nothing is done.
 * @param number which one of its type, from 1
 * @param left see `WebhookEvent`
 */
export async function announce(
	{ status }: BenchState,
	type: WebhookType,
	left: number | null,
	number = 1,
): Promise<void> {
	const { workflowId: bench, firstExecutionRunId: run } = workflowInfo();
	const { experiment } = status;
	try {
		if (!(await looking.hasWebhook())) return;
		const event = webhookEvent({ type, number, left, experiment, bench, run, at: Date.now() });
		await sendEvent(event);
	} catch (error) {
		// The same event is on its way already, or no worker could say whether anybody listens.
		if (isCancellation(error)) throw error;
	}
}

/** Has an event sent by a workflow of its own, which outlasts this one. */
export async function sendEvent(event: WebhookEvent): Promise<void> {
	const { type, experiment } = event;
	await startChild<typeof notify>('notify', {
		workflowId: notifyWorkflowId(event),
		args: [event],
		parentClosePolicy: ParentClosePolicy.ABANDON,
		staticSummary: `${type} of ${experiment}`.slice(0, 200),
	});
}
