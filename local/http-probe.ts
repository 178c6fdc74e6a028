import { isNativeError } from 'node:util/types';
import { Agent, interceptors, request } from 'undici';
import type { TlsOptions } from '../machine/environment/mlflow-access';

/** What an address of the web answered: its status and text, or why nothing came. */
export type HttpAnswer = { readonly status: number; readonly text: string } | HttpFailure;

/** Why no answer came. */
export interface HttpFailure {
	/** A code, or words. */
	readonly failed: string;
	/** Whether nobody is there, or not in time. */
	readonly isAbsent: boolean;
}

/** How to ask. */
export interface HttpQuestion {
	readonly timeoutMs: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly tls?: TlsOptions;
}

/** Codes of a connection that found nobody, or not in time. */
const absent = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TIMEOUT|ECONNRESET|EADDRNOTAVAIL/;

/**
 * Asks an address, by a connection of its own that no proxy of the environment stands in. A redirect to another host is
 * followed without the headers that say who we are.
 */
export async function askHttp(url: string, { timeoutMs, headers = {}, tls = {} }: HttpQuestion): Promise<HttpAnswer> {
	const agent = new Agent({ connect: { timeout: timeoutMs, ...tls } });
	const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: 3 }));
	try {
		const { statusCode, body } = await request(url, { dispatcher, headers, signal: AbortSignal.timeout(timeoutMs) });
		return { status: statusCode, text: await body.text() };
	} catch (error) {
		const reason = reasonOf(error);
		return { failed: reason, isAbsent: absent.test(reason) };
	} finally {
		await agent.destroy();
	}
}

/** The text of a 200 answer, or undefined for all else. */
export async function getText(url: string, timeoutMs: number): Promise<string | undefined> {
	const answer = await askHttp(url, { timeoutMs });
	return 'text' in answer && answer.status === 200 ? answer.text : undefined;
}

/** The innermost error's code, or its words. */
function reasonOf(error: unknown): string {
	let at = error;
	while (isNativeError(at) && isNativeError(at.cause)) at = at.cause;
	// From Node 24 on it is a native error too, whose code is a number.
	if (at instanceof DOMException) return 'TIMEOUT';
	if (!isNativeError(at)) return String(at);
	return (at as NodeJS.ErrnoException).code ?? at.message;
}
