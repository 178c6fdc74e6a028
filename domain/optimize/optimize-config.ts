import { z } from 'zod';
import { type Config, configKeys, configSchema } from '../bench/config';
import { boolean, label, labels } from '../bench/config-values';
import { activeWord } from './active-prompt';

/** What `optimize` is asked beside its bench: the one place that knows its keys, defaults and meanings. */
export const optimizeSchema = z.strictObject({
	baseline: label
		.default(activeWord)
		.describe('the prompt version that is to be beaten; active means the one that was promoted last'),
	candidates: labels
		.optional()
		.describe('the prompt versions of which one may take its place; default: all others that there are'),
	dated: boolean
		.default(false)
		.describe(
			"end the experiment's name with the date on which it began (UTC), so that no cell of an earlier one counts",
		),
});

/** What `optimize` is asked, after checking. */
export type OptimizeAsked = Readonly<z.infer<typeof optimizeSchema>>;

/** The keys of {@link optimizeSchema}, in their order. */
export const optimizeKeys = Object.keys(optimizeSchema.shape) as (keyof OptimizeAsked)[];

/** Keys of its bench that mean something else here, or follow from what is compared where nobody gives them. */
const ownMeaning = {
	models: configSchema.shape.models.removeDefault().describe('the one Ollama tag that the prompt is for'),
	experiment: configSchema.shape.experiment
		.removeDefault()
		.describe('MLflow experiment; default: prompt-ab/BASELINE-vs-CANDIDATES'),
	gate: configSchema.shape.gate.describe(
		'what `./tip-bench gate` is asked but its rows, as one object; default: promote what is better',
	),
};

type BenchKey = Exclude<keyof Config, 'prompts'>;

/** The keys of its bench that a comparison takes too. */
export const optimizeBenchKeys = configKeys.filter((key): key is BenchKey => key !== 'prompts');

/** Those of them whose meaning is another than a bench's. */
export const optimizeOwnBenchKeys = optimizeBenchKeys.filter((key) => Object.hasOwn(ownMeaning, key));

/** What one key means to a comparison, and what it is where nobody gives it. */
export function optimizeKeySchema(key: keyof OptimizeAsked | BenchKey): z.ZodType {
	return { ...configSchema.shape, ...optimizeSchema.shape, ...ownMeaning }[key];
}

/** The most characters of a name that MLflow takes. */
const longestName = 250;

/**
 * The experiment of a comparison where nobody names one: `prompt-ab/v1-vs-v2-mentor`, of several `prompt-ab/v1-vs-a+b`.
 * @param date where the name is to hold it
 */
export function optimizeExperiment(
	given: string | undefined,
	{ baseline, candidates }: { readonly baseline: string; readonly candidates: readonly string[] },
	date: string | null,
): string {
	const end = date === null ? '' : `-${date}`;
	return `${(given ?? `prompt-ab/${baseline}-vs-${candidates.join('+')}`).slice(0, longestName - end.length)}${end}`;
}
