import { randomUUID } from 'node:crypto';
import { sendSigned } from '../../http/send-signed';
import type { Env } from '../../machine/environment/kinds';
import { webhookAccess } from '../../machine/environment/webhook-access';
import type { ShadowEvent } from './shadow-event';

/**
 * Sends events of shadows to the webhook of an environment: one delivery a shadow, with all its events of that moment.
 * @returns `null` where it has no webhook
 * @throws MachineError EnvironmentInvalid
 */
export function shadowSender(env: Env): ((events: readonly ShadowEvent[]) => Promise<void>) | null {
	const access = webhookAccess(env);
	if (access === null) return null;
	return async (events) => {
		for (const type of new Set(events.map(({ event }) => event))) {
			const id = `msg_${randomUUID().replaceAll('-', '')}`;
			const decisions = events.filter(({ event }) => event === type).map(({ event: _type, ...about }) => about);
			const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data: { id, decisions } });
			await sendSigned(access, id, body, Date.now());
		}
	};
}
