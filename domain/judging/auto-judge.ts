import { z } from 'zod';
import { hashOf } from '../hash';
import { ollamaPrefix } from './judge-kinds';

const variable = z
	.string()
	.regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable, such as JUDGE_KEY');

/** What the endpoint, or Ollama, calls the model. */
const model = z.string().trim().min(1).max(250);

const shared = {
	temperature: z.number().min(0).max(2).default(0),
	/** How often each item is scored, with different seeds: the median counts. */
	samples: z.int().min(1).max(15).default(1),
	/** Tokens that question and answer may take together. */
	context: z.int().min(256).default(8192),
	/** Most tokens of an answer, such as for a model that cannot but think first; by the question where it is left out. */
	answer_tokens: z.int().min(16).optional(),
	/** Whether it is asked for a short reason with each level. */
	reasons: z.boolean().default(false),
	/** `false` for a judge that only tries the tool out: its scores are no evidence. */
	evidence: z.boolean().default(true),
	/** `false`: it is told the names and ranges of the scales, and not the rubric. Only for one that is no evidence. */
	whole_rubric: z.boolean().default(true),
};

const fileSchema = z.discriminatedUnion('api', [
	/** Without a model: one of those whose candidates it judges, to try the tool out with what is there. */
	z.strictObject({ api: z.literal('ollama'), model: model.optional(), ...shared }),
	z.strictObject({
		/** `POST {address}/chat/completions`, as LiteLLM, vLLM, llama.cpp and OpenAI have it. */
		api: z.literal('openai'),
		model,
		...shared,
		/** The environment variables of the worker that hold address and key. */
		address_variable: variable,
		key_variable: variable.optional(),
		most_at_once: z.int().min(1).max(64).default(4),
		/** What a million tokens cost, in one currency. */
		price_in: z.number().min(0).default(0),
		price_out: z.number().min(0).default(0),
		/** What one bench may cost at most, in that currency; left out: no limit. */
		most_cost: z.number().positive().optional(),
	}),
]);

/** A file in `auto-judges/`, without addresses and keys: those are the worker's alone. */
export const autoJudgeSchema = fileSchema
	.refine(({ whole_rubric, evidence }) => whole_rubric || !evidence, {
		path: ['whole_rubric'],
		message: 'a judge that does not read the rubric gives no evidence: say `evidence: false` too',
	})
	.refine((file) => file.model !== undefined || !file.evidence, {
		path: ['model'],
		message: 'give one; only a judge that is no evidence (`evidence: false`) may take any model that is there',
	})
	.superRefine(({ context, answer_tokens: answer }, faults) => {
		if (answer === undefined || answer < context) return;
		const message = `${answer} tokens of an answer leave none of the ${context} of \`context\` for the question`;
		faults.addIssue({ code: 'custom', path: ['answer_tokens'], message });
	});

type AutoJudgeFile = z.infer<typeof autoJudgeSchema>;

/** An auto judge by its kind. */
export type AutoJudge = AutoJudgeFile & {
	/** The file's name without ending, or `ollama/TAG`. */
	readonly kind: string;
	/** SHA-256 of what the file says. */
	readonly hash: string;
};

/** An auto judge from what its file says. */
export function autoJudgeOf(kind: string, file: AutoJudgeFile): AutoJudge {
	return { ...file, kind, hash: hashOf(file) };
}

/** The auto judge of a kind `ollama/TAG`, which needs no file. */
export function ollamaJudge(kind: string): AutoJudge {
	const file = autoJudgeSchema.parse({ api: 'ollama', model: kind.slice(ollamaPrefix.length) });
	return autoJudgeOf(kind, file);
}

/** An auto judge as a plan has it, small enough for every message. Of an endpoint it holds no address and no key. */
export interface PlannedJudge {
	readonly kind: string;
	readonly model: string;
	readonly samples: number;
	/** Questions that a worker has under way at once; 1 on an Ollama. */
	readonly most_at_once: number;
	/** What one bench may spend, in the currency of its file; `null`: no limit. */
	readonly most_cost: number | null;
	/**
	 * SHA-256 over what of the judge's file its scores depend on (not money and keys), the wording of the question, the
	 * rubric and its rule, and on an Ollama the weights: kept on the run as `auto_judge_hash`. Scores under two hashes are
	 * never averaged. See `auto/judge-hash.ts`.
	 */
	readonly hash: string;
	readonly evidence: boolean;
	/** The weights, where it is a model on an Ollama; `null` for an endpoint. */
	readonly weights: { readonly digest: string; readonly parameters: number; readonly think: false | null } | null;
	/** Tokens: as it is loaded with. */
	readonly context: number;
}
