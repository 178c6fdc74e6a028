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
	let answeredBy: string | null = null;
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
			if (answer.kind === 'text') answeredBy = answer.answered_by ?? answeredBy;
		},
		sums() {
			const prices = judge.api === 'openai' ? judge : { price_in: 0, price_out: 0 };
			return {
				...{ requests, prompt_tokens: promptTokens, output_tokens: outputTokens },
				prompt_eval_s: promptEvalSeconds ?? null,
				cost: (promptTokens * prices.price_in + outputTokens * prices.price_out) / 1e6,
				...(estimated && { estimated }),
				...(answeredBy !== null && { answered_by: answeredBy }),
			};
		},
	};
}
