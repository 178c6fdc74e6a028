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
		const most = mostOf[c.req.path] ?? usualMost;
		const length = c.req.header('content-length');
		if (length !== undefined && c.req.header('transfer-encoding') === undefined) {
			// Node lets no more through than was said; and only to look at a body makes a whole request of the web's.
			if (Number(length) > most) throw tooLarge(most);
			return next();
		}
		const limit = limits.get(most);
		return limit === undefined ? next() : limit(c, next);
	};
}

function limitAt(maxSize: number): MiddlewareHandler {
	const onError = () => {
		throw tooLarge(maxSize);
	};
	const limit = bodyLimit({ maxSize, onError });
	return (c, next) => {
		// A body whose length nobody has said is read there and put into a new request, which only one of Node's can become.
		c.req.raw = asNodeHasIt(c.req.raw);
		return limit(c, next);
	};
}

function tooLarge(most: number): ServerError {
	return new ServerError('RequestTooLarge', `The body has more than ${most / kilobyte} kB, the most of this route.`);
}

/** A request as Node itself has it: that of the socket's side only looks like one. */
function asNodeHasIt(request: Request): Request {
	const { method, headers, signal } = request;
	if (method === 'GET' || method === 'HEAD') return request;
	return new Request(request.url, { method, headers, signal, body: request.body, duplex: 'half' } as RequestInit);
}
