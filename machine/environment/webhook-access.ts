import { MachineError } from '../errors';
import type { Env } from './kinds';
import { readVariable } from './read';

/** Where events go, and the bytes of the secret that they are signed with. */
export interface WebhookAccess {
	readonly url: URL;
	readonly secret: Buffer;
}

/**
 * The webhook of this worker; `null` where it has none.
 * @throws MachineError EnvironmentInvalid, which quotes neither address nor secret
 */
export function webhookAccess(env: Env): WebhookAccess | null {
	const address = readVariable(env, 'TIP_BENCH_WEBHOOK_URL');
	if (address === undefined) return null;
	const secret = readVariable(env, 'TIP_BENCH_WEBHOOK_SECRET');
	if (secret === undefined) {
		throw new MachineError('EnvironmentInvalid', 'TIP_BENCH_WEBHOOK_SECRET must be set where TIP_BENCH_WEBHOOK_URL is');
	}
	return { url: urlOf(address), secret: bytesOf(secret) };
}

function urlOf(address: string): URL {
	const url = URL.canParse(address) ? new URL(address) : null;
	if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
		const wanted = 'must be a whole address that begins with http:// or https://, without a user or a password';
		throw new MachineError('EnvironmentInvalid', `TIP_BENCH_WEBHOOK_URL ${wanted}`);
	}
	return url;
}

/** `whsec_` and base64, as Standard Webhooks has it; any other text stands for its own bytes. */
function bytesOf(secret: string): Buffer {
	const coded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
	return coded === undefined ? Buffer.from(secret) : Buffer.from(coded, 'base64');
}
