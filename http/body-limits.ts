import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ServerError } from './errors';

export const kilobyte = 1024;

const usualMost = kilobyte * kilobyte;

/**
 * Refuses a body that is larger than its route takes, before it is read.
 * @param mostOf the most that a route takes, in bytes, where it is not a megabyte
 */
export function bodyLimits(mostOf: Readonly<Record<string, number>>): MiddlewareHandler {
	const limits = new Map([usualMost, ...Object.values(mostOf)].map((most) => [most, limitAt(most)]));
	return (c, next) => {
		const limit = limits.get(mostOf[c.req.path] ?? usualMost);
		return limit === undefined ? next() : limit(c, next);
	};
}

function limitAt(maxSize: number): MiddlewareHandler {
	const onError = () => {
		throw new ServerError(
			'RequestTooLarge',
			`The body has more than ${maxSize / kilobyte} kB, the most of this route.`,
		);
	};
	const limit = bodyLimit({ maxSize, onError });
	return (c, next) => {
		// A body whose length nobody has said is read there and put into a new request, which only one of Node's can become.
		if (!c.req.raw.headers.has('content-length') || c.req.raw.headers.has('transfer-encoding')) {
			c.req.raw = asNodeHasIt(c.req.raw);
		}
		return limit(c, next);
	};
}

/** A request as Node itself has it: that of the socket's side only looks like one. */
function asNodeHasIt(request: Request): Request {
	const { method, headers, signal } = request;
	if (method === 'GET' || method === 'HEAD') return request;
	return new Request(request.url, { method, headers, signal, body: request.body, duplex: 'half' } as RequestInit);
}
