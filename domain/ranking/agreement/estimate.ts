import { z } from 'zod';

/** A number with its 95 % interval. Whichever of them is not known is `null`, and then the reason says why. */
export const estimateSchema = z.object({
	value: z.number().nullable(),
	low: z.number().nullable(),
	high: z.number().nullable(),
	reason: z.string().nullable(),
});

export type Estimate = Readonly<z.infer<typeof estimateSchema>>;

/** An estimate of which nothing is known, and why. */
export function unknown(reason: string): Estimate {
	return { value: null, low: null, high: null, reason };
}

/** In fewer scenarios nothing tells how far one scenario is from another: no interval is given. */
export const fewestScenarios = 5;

/** Scores that are means of thirds have a rest that is no difference. */
export const equalWithin = 1e-6;
