import { z } from 'zod';
import { estimateSchema } from './estimate';

// Apart from what computes them: that needs libraries for which nobody waits who only reads or shows them.

/** A share of runs with its interval. */
export const rateSchema = estimateSchema.extend({
	/** How many independent runs it is worth: fewer than there are, where runs of one scenario are alike. */
	effective_runs: z.number().nullable(),
});

export type Rate = Readonly<z.infer<typeof rateSchema>>;

/** An estimate whose interval comes from resamples, and how many of them gave no number. */
export const bootstrapEstimateSchema = estimateSchema.extend({
	resamples: z.int(),
	undefined_resamples: z.int(),
});

export type BootstrapEstimate = Readonly<z.infer<typeof bootstrapEstimateSchema>>;

/** How far an auto judge agrees with itself, asked several times about one run. */
export const selfConsistencySchema = z.object({
	/** That had two samples or more. */
	runs: z.int(),
	/** Of them, where all samples said the same, and where they were at most one point apart. */
	exact: rateSchema,
	within_one: rateSchema,
	/** The mean of the largest difference between two samples of a run. */
	mean_spread: z.number().nullable(),
	/** Krippendorff's, where the samples themselves are at hand. */
	alpha: z.number().nullable(),
	reason: z.string().nullable(),
});

export type SelfConsistency = Readonly<z.infer<typeof selfConsistencySchema>>;

/** Whether a judge may stand in for people, as one object. */
export const altTestSchema = z.object({
	/** So much worse than a person it may be in what it costs less. */
	epsilon: z.number(),
	/** The false discovery rate over people. */
	rate: z.number(),
	/** The share of people that it stands in for; 0.5 or more passes. */
	winning_rate: z.number().nullable(),
	/** The chance that it is at least as near to the others as a person is. */
	advantage: z.number().nullable(),
	people: z.array(
		z.object({
			name: z.string(),
			runs: z.int(),
			scenarios: z.int(),
			/** How much more often the person is as near to the others as the judge than the other way round: −1 to 1. */
			difference: z.number(),
			won: z.boolean(),
		}),
	),
	/** People who are left out, since they have scored too few runs together with others. */
	left_out: z.array(z.object({ name: z.string(), runs: z.int() })),
	reason: z.string().nullable(),
	/** What makes it weaker than it looks; empty where nothing does. */
	weakness: z.string(),
});

export type AltTest = Readonly<z.infer<typeof altTestSchema>>;
