import { z } from 'zod';
import type { WebhookEvent } from '../domain/bench/webhook-event';
import { webhookTypes } from '../domain/bench/webhook-event';

/** The workflow type that sends one event of a bench, which it outlasts. */
const notifyWorkflowType = 'notify';

/** The workflow id of an event's sending: one at a time. */
export function notifyWorkflowId({ id }: Pick<WebhookEvent, 'id'>): string {
	return `${notifyWorkflowType}/${id}`;
}

/** What the sending of an event tells its bench that has come to nothing. */
export const webhookFailureSchema = z.object({ type: z.enum(webhookTypes), why: z.string().max(1_000) });

export type WebhookFailure = Readonly<z.infer<typeof webhookFailureSchema>>;

/** The activity that sends events. */
export interface WebhookActivities {
	/**
	 * Sends an event to the address in the worker's environment; does nothing where there is none.
	 * @throws WebhookFailed (tried again), WebhookRefused
	 */
	notify(event: WebhookEvent): Promise<void>;
}
