import type { ModelAnswer, ModelQuestion } from '../../domain/judging/auto/model-answer';
import type { AutoJudge } from '../../domain/judging/auto-judge';
import type { AutoJudgment } from '../../domain/judging/auto-judgment';

/** What asking about one run has taken. */
export interface Tally {
	add(question: ModelQuestion, answer: ModelAnswer): void;
	sums(): Pick<
		AutoJudgment,
		'requests' | 'prompt_tokens' | 'output_tokens' | 'prompt_eval_s' | 'cost' | 'estimated' | 'answered_by'
	>;
}

/** Bytes a token, roughly, where nobody counts them: English has four. */
const bytesPerToken = 4;

/** A tally of nothing yet, which knows a judge's prices. */
export function createTally(judge: AutoJudge): Tally {
	let [requests, promptTokens, outputTokens] = [0, 0, 0];
	let estimated = false;
	let promptEvalSeconds: number | null | undefined;
	const answeredBy = new Set<string>();
	const counted = (told: number | null, text: string) => {
		if (told !== null) return told;
		estimated = true;
		return Math.ceil(Buffer.byteLength(text) / bytesPerToken);
	};
	return {
		add({ prefix, item }, answer) {
			requests += answer.requests;
			promptEvalSeconds ??= answer.prompt_eval_s;
			// One that was refused before anything was read has cost nothing.
			const isRead = answer.kind === 'text' || answer.kind === 'unusable';
			if (!isRead && answer.prompt_tokens === null) return;
			promptTokens += counted(answer.prompt_tokens, prefix + item);
			outputTokens += counted(answer.output_tokens, answer.kind === 'text' ? answer.text : '');
			if (answer.kind === 'text' && answer.answered_by !== null) answeredBy.add(answer.answered_by);
		},
		sums() {
			const prices = judge.api === 'openai' ? judge : { price_in: 0, price_out: 0 };
			return {
				...{ requests, prompt_tokens: promptTokens, output_tokens: outputTokens },
				prompt_eval_s: promptEvalSeconds ?? null,
				cost: (promptTokens * prices.price_in + outputTokens * prices.price_out) / 1e6,
				...(estimated && { estimated }),
				// More than one where the endpoint put another model behind the name meanwhile.
				...(answeredBy.size > 0 && { answered_by: [...answeredBy].join(' and ').slice(0, 250) }),
			};
		},
	};
}
