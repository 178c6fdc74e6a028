import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';

/** The entry of a route's `responses` for an answer of JSON. */
export function jsonAnswer<Schema extends z.ZodType>(description: string, schema: Schema) {
	return { description, content: { 'application/json': { schema } } };
}

/**
 * An answer whose JSON is written already, of something that its schema describes: a large one takes the processor some
 * milliseconds each time.
 */
export function writtenAnswer(c: Context, json: string): never {
	return c.body(json, 200, { 'content-type': 'application/json' }) as never;
}
