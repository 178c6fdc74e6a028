import type { z } from '@hono/zod-openapi';

/** The entry of a route's `responses` for an answer of JSON. */
export function jsonAnswer<Schema extends z.ZodType>(description: string, schema: Schema) {
	return { description, content: { 'application/json': { schema } } };
}
