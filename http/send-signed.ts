import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import { TipBenchError } from '../domain/errors';
import type { WebhookAccess } from '../machine/environment/webhook-access';

/** A receiver that takes longer is asked again later. Milliseconds. */
const patienceMs = 15_000;

/**
 * Sends a delivery, signed as Standard Webhooks has it, once. Redirects are not followed: what is signed is for the receiver that was named.
 * @param id the same for one delivery however often it is sent @param body JSON @param now milliseconds since 1970
 * @throws TipBenchError WebhookFailed, which is tried again; WebhookRefused. None of them names the address
 */
export async function sendSigned({ url, secret }: WebhookAccess, id: string, body: string, now: number): Promise<void> {
	const timestamp = String(Math.floor(now / 1000));
	const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
	const headers = {
		'content-type': 'application/json',
		'user-agent': 'tip-bench',
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': `v1,${signature}`,
	};
	const status = await post(url, headers, body);
	if (status >= 200 && status < 300) return;
	if (status === 410) throw new TipBenchError('WebhookRefused', 'the receiver wants no more events (410)');
	if (status >= 300 && status < 400) {
		throw new TipBenchError('WebhookRefused', `the receiver sends us elsewhere (${status}), where events do not go`);
	}
	throw new TipBenchError('WebhookFailed', `the receiver answered ${status}`);
}

async function post(url: URL, headers: Record<string, string>, body: string): Promise<number> {
	const dispatcher = new Agent({ connect: { timeout: patienceMs } });
	try {
		const signal = AbortSignal.timeout(patienceMs);
		const answer = await request(url, { dispatcher, method: 'POST', headers, body, signal });
		// What it says is not read: it may be endless.
		answer.body.on('error', () => undefined).destroy();
		return answer.statusCode;
	} catch (error) {
		throw new TipBenchError('WebhookFailed', `the receiver does not answer (${whyOf(error)})`);
	} finally {
		await dispatcher.destroy();
	}
}

/** Only a code is told: words of the failure may hold the address. One of a time that is over has a number for a code. */
function whyOf(error: unknown): string {
	const { code, name } = error as { code?: unknown; name: string };
	if (name === 'TimeoutError') return `nothing within ${patienceMs / 1000} s`;
	return typeof code === 'string' ? code : name;
}
