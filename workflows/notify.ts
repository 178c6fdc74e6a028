import { getExternalWorkflowHandle, proxyActivities } from '@temporalio/workflow';
import { webhookFailedSignal } from '../contracts/messages';
import type { WebhookActivities } from '../contracts/webhook';
import type { WebhookEvent } from '../domain/bench/webhook-event';
import { asBenchFailure, reasonOf } from './failure-reason';

/** Twelve tries over some twelve hours: after 5 s, 20 s, 80 s, 5 min, 21 min, 85 min, then every two hours. */
const sending = proxyActivities<WebhookActivities>({
	startToCloseTimeout: '1 minute',
	retry: { initialInterval: '5 seconds', backoffCoefficient: 4, maximumInterval: '2 hours', maximumAttempts: 12 },
});

/** Sends one event of a bench. What comes to nothing is told to the bench, which notes it and goes on. */
export async function notify(event: WebhookEvent): Promise<void> {
	const summary = `${event.type} of ${event.experiment}`.slice(0, 200);
	try {
		await sending.notify.executeWithOptions({ summary }, [event]);
	} catch (error) {
		const told = { type: event.type, why: reasonOf(error) };
		// A bench that has ended hears nothing, and needs not.
		await getExternalWorkflowHandle(event.bench)
			.signal(webhookFailedSignal, told)
			.catch(() => undefined);
		throw asBenchFailure(error);
	}
}
