import { z } from '@hono/zod-openapi';

const flagWords = ['1', 'true', '0', 'false'] as const;

/** `1` or `true`, `0` or `false`; false where it is not given. */
export const flag = z
	.enum(flagWords, 'must be 1 or 0')
	.optional()
	.transform((word) => word === '1' || word === 'true');

/** A whole number in a query. */
export function wholeNumber(least: number, most: number, usual: number) {
	return z.coerce
		.number('must be a whole number')
		.pipe(z.int().min(least).max(most))
		.default(usual)
		.openapi({ type: 'integer', minimum: least, maximum: most, default: usual });
}
