import type { MiddlewareHandler } from 'hono';
import { messageOf } from '../machine/coded-error';
import { ServerError } from './errors';
import { refuseRepeatedKeys } from './repeated-keys';

const json = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * Refuses a body that cannot be read in one way, and says why: where its JSON breaks, that a key stands twice, or its encoding.
 * @param readThemselves paths of routes that read what they are sent themselves
 */
export function readableBodies(readThemselves: ReadonlySet<string> = new Set()): MiddlewareHandler {
	return async (c, next) => {
		const coding = c.req.header('content-encoding') ?? 'identity';
		if (coding.trim().toLowerCase() !== 'identity') {
			const why = `The body is compressed (${JSON.stringify(coding.slice(0, 40))}); send it as it is.`;
			throw new ServerError('MediaTypeRefused', why);
		}
		const reads = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
		if (!reads && json.test(c.req.header('content-type') ?? '') && !readThemselves.has(c.req.path)) {
			const text = checked(new Uint8Array(await c.req.arrayBuffer()));
			// Else hono makes a text of the bytes again, by way of a response that it makes for that. It keeps a promise there, whatever its type says.
			c.req.bodyCache.text = Promise.resolve(text) as never;
		}
		await next();
	};
}

/** A letter that is lost silently would name another experiment. */
function checked(bytes: Uint8Array): string {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new ServerError('RequestInvalid', 'The body is not in UTF-8, as JSON has to be. Save or send it so.', {
			cause,
		});
	}
	if (text.trim() === '') return text;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		if (!(cause instanceof SyntaxError)) throw cause;
		throw new ServerError('RequestInvalid', `The body is no JSON: ${messageOf(cause)}`, { cause });
	}
	refuseRepeatedKeys(text, value);
	return text;
}
