import { z } from '@hono/zod-openapi';
import type { Rubric } from '../../domain/judging/rubric';
import { type ScaleText, scaleTextOf } from '../../domain/judging/scale-text';
import { type Scale, scalesFor, scalesOf } from '../../domain/judging/sitting/scales';
import type { SittingItem } from '../../domain/judging/sitting/sitting';

const scaleSchema = z
	.object({
		name: z.string(),
		kind: z.enum(['dimension', 'flag']),
		min: z.int(),
		max: z.int(),
		text: z
			.object({
				title: z.string(),
				levels: z.array(z.object({ level: z.int(), means: z.string(), more: z.array(z.string()) })),
				rest: z.array(z.string()),
			})
			.describe('what the rubric says of it, as plain text'),
	})
	.openapi('Scale');

/** One item to judge: nothing in it says which model or prompt version made it, in which order, or how fast. */
export const itemSchema = z
	.object({
		id: z.string().describe('stays the same; it says nothing'),
		scenario: z
			.record(z.string(), z.unknown())
			.nullable()
			.describe('its name and its fields; null where the run kept none'),
		candidates: z.array(z.string()),
		computed: z
			.record(z.string(), z.number())
			.describe('flags that the program has computed; a judge may say otherwise'),
		scales: z.object({
			asked: z.array(scaleSchema).describe('in the order in which they are asked'),
			computed: z.array(scaleSchema),
		}),
	})
	.openapi('Item');

type ItemAnswer = z.infer<typeof itemSchema>;

/** By the hash of their rubric: the text is read once. */
const texts = new Map<string, Map<string, ScaleText>>();

/** So many rubrics are remembered. */
const mostRubrics = 20;

/** An item as a judge sees it. @param id instead of its run */
export function itemAnswer({ scenario, candidates, computed }: SittingItem, id: string, rubric: Rubric): ItemAnswer {
	const scales = scalesFor(scalesOf(rubric), computed);
	const shown = (scale: Scale) => ({ ...scale, text: plain(textOf(rubric, scale)) });
	return {
		...{ id, scenario: scenario === null ? null : { ...scenario }, candidates: [...candidates] },
		...{ computed: { ...computed }, scales: { asked: scales.asked.map(shown), computed: scales.computed.map(shown) } },
	};
}

function textOf(rubric: Rubric, scale: Scale): ScaleText {
	const known = texts.get(rubric.hash) ?? new Map<string, ScaleText>();
	texts.set(rubric.hash, known);
	const [oldest] = texts.keys();
	if (texts.size > mostRubrics && oldest !== undefined) texts.delete(oldest);
	const text = known.get(scale.name) ?? scaleTextOf(rubric.text, scale);
	known.set(scale.name, text);
	return text;
}

function plain({ title, levels, rest }: ScaleText): ItemAnswer['scales']['asked'][number]['text'] {
	return { title, levels: levels.map((each) => ({ ...each, more: [...each.more] })), rest: [...rest] };
}
