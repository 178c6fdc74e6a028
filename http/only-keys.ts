import { z } from '@hono/zod-openapi';

/** What stands before the keys in the message of {@link onlyKeys}. */
export const knownAre = 'unknown key; known are ';

/** An object of these keys and no other: a misspelt `dry_run` must not start anything. A refusal names the nearest one. */
export function onlyKeys<const Shape extends z.ZodRawShape>(shape: Shape) {
	return z.strictObject(shape, {
		error: ({ code }) => (code === 'unrecognized_keys' ? `${knownAre}${Object.keys(shape).join(', ')}` : undefined),
	});
}
