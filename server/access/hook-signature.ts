import { Webhook } from 'standardwebhooks';
import { isLongSecret } from '../../http/access/token';
import { ServerError } from '../../http/errors';
import type { Env } from '../../machine/environment/kinds';
import { readVariable } from '../../machine/environment/read';
import { MachineError } from '../../machine/errors';

const variable = 'TIP_BENCH_ADMIN_HOOK_SECRET';

/** Sees who signed a delivery. */
export interface HookSignature {
	/**
	 * Verifies a delivery as Standard Webhooks has it: HMAC-SHA-256 over id, time and body, at most five minutes old.
	 * @returns its id
	 * @throws ServerError CredentialRefused
	 */
	verify(body: string, headers: Headers): string;
	/** Whether the secret is so long that no number of tries finds it. */
	isLong(): boolean;
}

/**
 * By the secret of an environment. Not the one that our own webhooks are signed with: whoever receives those could send them
 * back to us.
 * @throws MachineError EnvironmentInvalid
 */
export function hookSignature(env: Env): HookSignature {
	const secret = readVariable(env, variable);
	const webhook = secret === undefined ? undefined : webhookOf(secret);
	if (secret !== undefined && secret === readVariable(env, 'TIP_BENCH_WEBHOOK_SECRET')) {
		throw new MachineError('EnvironmentInvalid', `${variable} must not be the secret of TIP_BENCH_WEBHOOK_SECRET`);
	}
	return {
		isLong: () => isLongSecret(secret ?? ''),
		verify: (body, headers) => {
			if (webhook === undefined) {
				throw new ServerError('CredentialRefused', `The server takes no deliveries: ${variable} is not set.`);
			}
			const id = headers.get('webhook-id') ?? '';
			try {
				webhook.verify(body, Object.fromEntries(headers), { jsonParse: false });
			} catch (cause) {
				throw new ServerError(
					'CredentialRefused',
					'The signature of the delivery is wrong, or older than five minutes.',
					{
						cause,
					},
				);
			}
			return id;
		},
	};
}

function webhookOf(secret: string): Webhook {
	const isCoded = /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret);
	return isCoded ? new Webhook(secret) : new Webhook(new Uint8Array(Buffer.from(secret)), { format: 'raw' });
}
