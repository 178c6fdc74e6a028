import { z } from '@hono/zod-openapi';

const count = z.int().min(0);

/** What a dry run answers: see `PlanSummary`. */
export const planSummarySchema = z
	.object({
		cells: count,
		reused: count.describe('those that the experiment has already'),
		loads: count,
		models: z.array(
			z.object({
				model: z.string(),
				parameters: z.number(),
				cells: count.describe('that are to be generated'),
				memory_bytes: z.number().describe('roughly what it takes in memory'),
				fits: z.boolean().nullable().describe('`null` where no card is seen from the server'),
			}),
		),
		judges: z.object({ lazy: z.string().nullable(), auto: z.string().nullable() }),
		auto_judge: z
			.object({
				kind: z.string(),
				model: z.string(),
				samples: z.int(),
				most_at_once: z.int(),
				most_cost: z.number().nullable(),
				hash: z.string(),
				evidence: z.boolean(),
				weights: z
					.object({ digest: z.string(), parameters: z.number(), think: z.literal(false).nullable() })
					.nullable(),
				context: z.int(),
			})
			.nullable(),
		gpu_memory_bytes: z.number().nullable(),
		at_most_seconds: z.number().describe('if every answer takes all the tokens that it may'),
		notes: z.array(z.string()),
	})
	.openapi('PlanSummary');
