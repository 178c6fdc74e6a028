import { z } from 'zod';
import type { ModelAnswer, ModelQuestion } from '../domain/judging/auto/model-answer';
import { mostBytesPerToken } from '../domain/judging/auto/tokens';

const tokens = z.number().min(0).nullish();

/** A chat completion; what it has beside is passed over. */
export const completionSchema = z.object({
	model: z.string().nullish(),
	choices: z
		.array(
			z.object({
				finish_reason: z.string().nullish(),
				message: z.object({
					content: z
						.union([z.string(), z.array(z.object({ text: z.string().optional() }))])
						.nullish()
						.transform((content) =>
							Array.isArray(content) ? content.map(({ text }) => text ?? '').join('') : (content ?? ''),
						),
					refusal: z.string().nullish(),
				}),
			}),
		)
		.min(1),
	usage: z
		.object({
			prompt_tokens: tokens,
			completion_tokens: tokens,
			prompt_tokens_details: z.object({ cached_tokens: tokens }).nullish(),
		})
		.nullish(),
});

/** What a completion says about a question. */
export function completionAnswer(
	{ model, choices, usage }: z.infer<typeof completionSchema>,
	question: ModelQuestion,
	requests: number,
): ModelAnswer {
	const [choice] = choices;
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
	const read = (counts.prompt_tokens ?? 0) + (usage?.prompt_tokens_details?.cached_tokens ?? 0);
	const bytes = Buffer.byteLength(question.prefix) + Buffer.byteLength(question.item);
	// Some cut a long prompt unseen, and their model answers without the rubric.
	if (read > 0 && read < bytes / mostBytesPerToken) {
		const detail = `the endpoint read only ${read} tokens of a question of ${bytes} bytes: give its model more context`;
		return { kind: 'too-long', detail, ...counts };
	}
	const text = message?.content ?? '';
	return { kind: 'text', text, cut: reason === 'length', answered_by: model?.slice(0, 250) || null, ...counts };
}

function whole(count: number | null | undefined): number | null {
	return count === null || count === undefined ? null : Math.round(count);
}
