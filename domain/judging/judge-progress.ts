import { z } from 'zod';
import { troubleSchema } from '../bench/troubles';

const count = z.int().min(0);

/** How far an auto judge is. It comes to a bench as a signal, which anybody can send, so it is checked. */
export const judgeProgressSchema = z.object({
	kind: z.string().max(300),
	/** Runs that it scored now. */
	scored: count,
	/** Runs that it has to score in all, as far as is known; `null` before it knows. */
	total: count.nullable(),
	/** Runs that it left unscored, by the reason. */
	unscored: z.record(z.string().max(300), count),
	prompt_tokens: count,
	output_tokens: count,
	/** In the currency of the judge's file. */
	cost: z.number().min(0),
	paused: z.boolean(),
	/** Whether it waits for a GPU that others hold. */
	waits_for_gpu: z.boolean(),
	/** Why nothing goes on, the oldest first. */
	troubles: z.array(troubleSchema).max(20),
});

export type JudgeProgress = z.infer<typeof judgeProgressSchema>;

/** What an auto judge tells that has just begun. */
export function noProgress(kind: string): JudgeProgress {
	return {
		...{ kind, scored: 0, total: null, unscored: {}, prompt_tokens: 0, output_tokens: 0, cost: 0 },
		...{ paused: false, waits_for_gpu: false, troubles: [] },
	};
}
