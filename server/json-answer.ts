import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';

/** The entry of a route's `responses` for an answer of JSON. */
export function jsonAnswer<Schema extends z.ZodType>(description: string, schema: Schema) {
	return { description, content: { 'application/json': { schema } } };
}

/** An answer as it is sent: a large one takes some milliseconds to write, and its bytes again and again are litter. */
export type WrittenAnswer = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

/** Writes a text as it is sent. */
export function written(text: string): WrittenAnswer {
	return encoder.encode(text);
}

/** An answer of JSON that is written already, of something that the route's schema describes. */
export function writtenAnswer(c: Context, json: WrittenAnswer): never {
	return c.body(json, 200, { 'content-type': 'application/json' }) as never;
}
