import { z } from 'zod';

const momentsSchema = z.object({
	weight: z.number(),
	x: z.number(),
	y: z.number(),
	xx: z.number(),
	yy: z.number(),
	xy: z.number(),
});

/**
 * What one experiment has shown of a judge, as it is kept: who it is, where it was seen, and the sums of its composites
 * against people's by scenario, from which kappa and its interval are computed again, alone or with those of others.
 */
export const trustRecordSchema = z.object({
	judge_hash: z.string().min(1),
	rubric_hash: z.string().min(1),
	judge: z.string(),
	/** Where it was earned, and when: ISO 8601. */
	experiment: z.string().min(1),
	earned_at: z.iso.datetime(),
	/** Against whom. */
	against: z.string(),
	pairs: z.int().min(0),
	evidence: z.boolean(),
	/** By the scenario's name or hash; x is the judge's composite, y people's. */
	scenarios: z.record(z.string(), momentsSchema),
	/** `null` where two people have not scored. */
	alt_test: z.object({ winning_rate: z.number(), epsilon: z.number(), people: z.int(), runs: z.int() }).nullable(),
});

export type TrustRecord = Readonly<z.infer<typeof trustRecordSchema>>;
