import { z } from 'zod';
import type { ModelAnswer, ModelQuestion } from '../domain/judging/auto/model-answer';
import { mostBytesPerToken } from '../domain/judging/auto/tokens';

/** What is told beside the answer is of use where it is as it should be, and no reason to refuse the answer elsewhere. */
const tokens = z.number().min(0).nullish().catch(null);

/** A chat completion; what it has beside is passed over. */
export const completionSchema = z.object({
	model: z.string().nullish().catch(null),
	// Some send none, or an empty message, where a filter took the answer: that is about one item, not the endpoint.
	choices: z
		.array(
			z.object({
				finish_reason: z.string().nullish().catch(null),
				message: z
					.object({
						content: z
							.union([z.string(), z.array(z.object({ text: z.string().optional() }))])
							.nullish()
							.transform((content) =>
								Array.isArray(content) ? content.map(({ text }) => text ?? '').join('') : (content ?? ''),
							),
						refusal: z.string().nullish().catch(null),
					})
					.nullish(),
			}),
		)
		.nullable(),
	usage: z
		.object({
			prompt_tokens: tokens,
			completion_tokens: tokens,
			prompt_tokens_details: z.object({ cached_tokens: tokens }).nullish().catch(null),
		})
		.nullish()
		.catch(null),
});

type Completion = z.infer<typeof completionSchema>;

/** What a completion says about a question. */
export function completionAnswer(
	{ model, choices, usage }: Completion,
	question: ModelQuestion,
	requests: number,
): ModelAnswer {
	const [choice] = choices ?? [];
	const { message, finish_reason: reason } = choice ?? {};
	const counts = {
		requests,
		prompt_tokens: whole(usage?.prompt_tokens),
		output_tokens: whole(usage?.completion_tokens),
		prompt_eval_s: null,
	};
	if (message?.refusal) return { kind: 'refused', detail: `it said: ${message.refusal.slice(0, 200)}`, ...counts };
	if (reason === 'content_filter')
		return { kind: 'refused', detail: 'its filter of contents took the answer', ...counts };
	const short = shortRead(usage, question);
	if (short !== null) return { kind: 'too-long', detail: short, ...counts };
	if (choice === undefined) return { kind: 'unusable', detail: 'the endpoint gave no answer', ...counts };
	const text = message?.content ?? '';
	return { kind: 'text', text, cut: reason === 'length', answered_by: model?.slice(0, 250) || null, ...counts };
}

/**
 * What to say of a question of which so few tokens were read that it cannot have been whole, `null` where it may have been:
 * some cut a long prompt unseen, or drop the system's message, and their model answers without the rubric.
 */
export function shortRead(usage: Completion['usage'], { prefix, item }: ModelQuestion): string | null {
	const read = (usage?.prompt_tokens ?? 0) + (usage?.prompt_tokens_details?.cached_tokens ?? 0);
	const bytes = Buffer.byteLength(prefix) + Buffer.byteLength(item);
	if (read === 0 || read >= bytes / mostBytesPerToken) return null;
	return `the endpoint read only ${read} tokens of a question of ${bytes} bytes: give its model more context`;
}

function whole(count: number | null | undefined): number | null {
	return count === null || count === undefined ? null : Math.round(count);
}
