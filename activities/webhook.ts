import type { LocalActivities } from '../contracts/activities';
import type { WebhookActivities } from '../contracts/webhook';
import { type WebhookEvent, webhookBody } from '../domain/bench/webhook-event';
import { TipBenchError } from '../domain/errors';
import { sendSigned } from '../http/send-signed';
import { messageOf } from '../machine/coded-error';
import type { Env } from '../machine/environment/kinds';
import { readVariable } from '../machine/environment/read';
import { type WebhookAccess, webhookAccess } from '../machine/environment/webhook-access';

/** Whether anybody listens to benches, and telling them. */
export function webhookActivities(env: Env): WebhookActivities & Pick<LocalActivities, 'hasWebhook'> {
	return {
		// What is wrong with the variables is said by whoever sends.
		hasWebhook: async () => readVariable(env, 'TIP_BENCH_WEBHOOK_URL') !== undefined,
		notify: async (event) => {
			const access = accessOf(env);
			if (access !== null) await sendSigned(access, event.id, webhookBody(asCalled(env, event)), Date.now());
		},
	};
}

function accessOf(env: Env): WebhookAccess | null {
	try {
		return webhookAccess(env);
	} catch (error) {
		throw new TipBenchError('WebhookRefused', `of the worker: ${messageOf(error)}`, { cause: error });
	}
}

/** The command as it is called where this worker runs. */
function asCalled(env: Env, event: WebhookEvent): WebhookEvent {
	const command = readVariable(env, 'TIP_BENCH_COMMAND') ?? './tip-bench';
	return { ...event, command: event.command.replace(/^\.\/tip-bench/, () => command) };
}
