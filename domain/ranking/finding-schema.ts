import { z } from 'zod';

/** A value, or `null` and the reason why there is none. */
export function findingSchema<T extends z.ZodType>(value: T) {
	return z.union([z.object({ value, reason: z.null() }), z.object({ value: z.null(), reason: z.string() })]);
}

/** Both ends belong to it. */
export const intervalSchema = z.object({ low: z.number(), high: z.number() });
