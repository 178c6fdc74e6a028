import { z } from 'zod';
import { estimateSchema } from '../agreement/estimate';

/** Fewer labels than these are worth no correction of a row. */
export const fewestLabels = 30;

/** The mean of one score over a row's runs, as people would give it. */
const correctedMeanSchema = z.object({
	/** Whose scores the mean rests on: people's and the auto judge's, people's alone, or nobody's. */
	by: z.enum(['corrected', 'people', 'none']),
	/** With its 95 % t-interval; where `by` is `none` the reason says what is missing. */
	mean: estimateSchema,
	/** How far the auto scores were believed, 0 to 1; `null` where they were not used. */
	share: z.number().nullable(),
	/** People's labels, and how many they are worth: (Σw)² / Σw². */
	labels: z.int(),
	effective_labels: z.number(),
	/** The mean of the auto scores as they are, over all that have one; no interval, since it is no estimate of people's. */
	raw_auto: z.number().nullable(),
	/** Runs that are in no mean: the auto judge left them unscored, and people have not scored them yet. */
	uncounted: z.int(),
});

export type CorrectedMean = Readonly<z.infer<typeof correctedMeanSchema>>;

/** By the name of a dimension, and `composite`. */
export const correctedScoresSchema = z.record(z.string(), correctedMeanSchema);

/** Over all rows, by score: how much milder the auto judge is than people, in points. It corrects nothing. */
export const pooledBiasSchema = z.record(z.string(), estimateSchema);

/** The rows of an experiment, corrected as far as people's scores allow it. */
export interface CorrectedRows {
	readonly rows: readonly { readonly row: string; readonly scores: Readonly<Record<string, CorrectedMean>> }[];
	readonly pooled_bias: Readonly<z.infer<typeof pooledBiasSchema>>;
}
