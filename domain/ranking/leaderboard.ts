import { z } from 'zod';

const mean = z.number().nullable();

/** One (model, prompt version) with its means over judged, valid cells; `null` where there are none. */
const leaderboardRowSchema = z.object({
	/** 1 is best; equal composites share a rank; `null` before the first judgment. */
	rank: z.int().nullable(),
	model: z.string(),
	prompt: z.string(),
	/**
	 * Cells recorded, of which: scored, waiting for a score, and left out because they say nothing about the prompt. The
	 * others have an auto judge's scores alone, which do not count, and were not drawn for a lazy judge.
	 */
	cells: z.int(),
	judged: z.int(),
	pending: z.int(),
	invalid: z.int(),
	composite: mean,
	/** By the name of the rubric's dimension or flag. */
	scores: z.record(z.string(), mean),
	latency_s: mean,
	tokens_per_s: mean,
	diversity: mean,
});

/** The ranking of an experiment: the result of a bench. */
const leaderboardSchema = z.object({
	experiment: z.string(),
	rubric: z.string(),
	/** Whether a trial judge scored any of it: then it is no evidence. */
	trial: z.boolean(),
	/** Auto judges whose scores count here and that are among its models; left out where none is. */
	own_judges: z.array(z.object({ judge: z.string(), model: z.string() })).optional(),
	judged: z.int(),
	pending: z.int(),
	invalid: z.int(),
	/** How many are invalid by the reason; left out where none is. */
	invalid_reasons: z.record(z.string(), z.int()).optional(),
	/** How many valid cells were read by which version: means over more than one are not comparable. */
	readers: z.record(z.string(), z.int()).optional(),
	rows: z.array(leaderboardRowSchema),
});

export type Leaderboard = z.infer<typeof leaderboardSchema>;
export type LeaderboardRow = z.infer<typeof leaderboardRowSchema>;

/** The judge kind of scores that only tried the tool out, before auto judges said so themselves. */
export const trialJudge = 'trial';

/** What the table of a leaderboard with trial scores opens with. */
export const trialWarning = 'TRIAL JUDGE: not evidence';
