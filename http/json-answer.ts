import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';

/** The entry of a route's `responses` for an answer of JSON. */
export function jsonAnswer<Schema extends z.ZodType>(description: string, schema: Schema) {
	return { description, content: { 'application/json': { schema } } };
}

/**
 * An answer as it is sent, with gzip: a large one takes some milliseconds to write, its bytes again and again are litter, and
 * packed they are a tenth.
 */
export type WrittenAnswer = Uint8Array<ArrayBuffer>;

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** Writes a text as it is sent. */
export async function written(text: string): Promise<WrittenAnswer> {
	return new Uint8Array(await pack(text, { level: constants.Z_BEST_SPEED }));
}

/** An answer that is written already, of something that the route's schema describes. */
export async function writtenAnswer(c: Context, answer: WrittenAnswer, type = 'application/json'): Promise<never> {
	c.header('content-type', type);
	c.header('vary', 'Accept-Encoding');
	const coding = accepts(c, { header: 'Accept-Encoding', supports: ['gzip'], default: '' });
	if (coding === '') return c.body(new Uint8Array(await unpack(answer)), 200) as never;
	c.header('content-encoding', coding);
	return c.body(answer, 200) as never;
}
