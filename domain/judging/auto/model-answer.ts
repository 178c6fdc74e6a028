/** A question to a model that judges, without the model. */
export interface ModelQuestion {
	/** The rubric and how to answer: the same for every item. */
	readonly prefix: string;
	/** The item, which comes last. */
	readonly item: string;
	/** What the answer has to be; see `answer-schema.ts`. */
	readonly schema: object;
	readonly temperature: number;
	readonly seed: number;
	/** Most tokens of the answer. */
	readonly most_tokens: number;
}

/** What was counted of a question and its answer; `null` where nobody tells. */
export interface ModelCounts {
	/** Requests that it took: more than one where the first was refused for its form. */
	readonly requests: number;
	readonly prompt_tokens: number | null;
	readonly output_tokens: number | null;
	/** Seconds. */
	readonly prompt_eval_s: number | null;
}

/** What came of a question. */
export type ModelAnswer = ModelCounts &
	(
		| {
				readonly kind: 'text';
				readonly text: string;
				/** Whether it was ended by the limit of its tokens. */
				readonly cut: boolean;
				/** How the endpoint calls what answered; `null` where it does not say. */
				readonly answered_by: string | null;
		  }
		/** It is no answer, whatever it says; asked again, there may be one. */
		| { readonly kind: 'unusable'; readonly detail: string }
		/** Why there is none, in words for people: no retry mends that, for this item. */
		| { readonly kind: 'refused' | 'too-long' | 'model-broke'; readonly detail: string }
	);

/** No counts, for a question that was not answered. */
export const nothingCounted: ModelCounts = {
	requests: 1,
	prompt_tokens: null,
	output_tokens: null,
	prompt_eval_s: null,
};
