import { z } from '@hono/zod-openapi';
import type { Rubric } from '../../domain/judging/rubric';

/** A rubric as a person looks at it. */
export const rubricSchema = z
	.object({
		name: z.string(),
		hash: z.string(),
		text: z.string().describe('the whole file, with what each score means'),
		dimensions: z.array(z.object({ name: z.string(), min: z.int(), max: z.int() })),
		flags: z.array(z.object({ name: z.string(), computed: z.boolean() })),
		composite: z.record(z.string(), z.number()).describe('the weight of each'),
	})
	.openapi('Rubric');

export function shownRubric({ name, hash, text, dimensions, flags, composite }: Rubric): z.infer<typeof rubricSchema> {
	const shown = flags.map((flag) => ({ name: flag.name, computed: flag.rule !== undefined }));
	return { name, hash, text, dimensions: dimensions.map((each) => ({ ...each })), flags: shown, composite };
}
