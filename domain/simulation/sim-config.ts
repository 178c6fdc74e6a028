import { z } from 'zod';
import { configFaults, unknownKeyHint } from '../bench/config-faults';
import { readInput } from '../bench/config-input';
import { address, boolean, experimentName, labels, number } from '../bench/config-values';
import { policyNames } from '../policies/policy-names';
import { usualWin } from './promotion-document';

/** Names of policies, from a csv or a list; what stands twice counts once. */
const policies = labels.pipe(z.array(z.enum(policyNames)));

/** The input of the workflow `sim`: the one place that knows its keys, defaults, ranges and meanings. */
const shape = z.strictObject({
	policies: policies.default(['egreedy-v1', 'egreedy-v2']).describe('policies'),
	personas: labels.optional().describe('personas, files in personas/; default: all'),
	seeds: number(z.int().min(1).max(10_000)).default(20).describe('episodes of each persona with each policy'),
	steps: number(z.int().min(1).max(10_000)).default(200).describe('choices of an episode'),
	tips: number(z.int().min(2).max(100)).default(8).describe('tips to choose from at each'),
	profiles: z
		.enum(['by-kind', 'one-for-all'])
		.default('by-kind')
		.describe('what a policy is told of a user: a profile by kind of tip, or one for all tips'),
	experiment: experimentName.default('tip-bench-sim').describe('MLflow experiment'),
	mlflow_url: address
		.optional()
		.describe("MLflow's address; default: the worker's MLFLOW_TRACKING_URI, else http://localhost:5000"),
	serve_url: address
		.optional()
		.describe('a `tip-bench serve` that is asked over HTTP for each choice; default: none, in the worker itself'),
	baseline: z.enum(policyNames).optional().describe('whom a candidate has to beat; default: the active policy'),
	candidate: z
		.enum(policyNames)
		.optional()
		.describe('which policy may be promoted; default: the best of the others, with the correction for choosing'),
	better_by: number(z.number().min(0).max(1))
		.default(usualWin)
		.describe('promote what is better by more than so much mean reward'),
	alpha: number(z.number().gt(0).lt(0.5))
		.default(0.05)
		.describe('how likely a false promotion may be, over all decisions on the experiment'),
	worst_persona: number(z.number().min(0).max(1))
		.default(0.1)
		.describe('guard: for no persona worse by more than so much mean reward; 1 for none'),
	promote: boolean.default(false).describe('make the candidate active where the answer is promote; else only decide'),
	batch: number(z.int().min(1).max(1_000)).default(50).describe('episodes that a worker is given at a time'),
});

const schema = shape.superRefine(({ baseline, candidate }, context) => {
	if (candidate === undefined || candidate !== baseline) return;
	const message = 'must be another policy than the baseline';
	context.addIssue({ code: 'custom', path: ['candidate'], message, params: { isOfSeveral: true } });
});

/** A simulation's input after checking: every key has a value but those that the worker decides. */
export type SimConfig = Readonly<z.infer<typeof schema>>;

/** What a person may write. */
export type SimInput = Partial<Record<keyof SimConfig, unknown>>;

type SimKey = keyof SimConfig;

/** The keys of a simulation's input, in their order. */
export const simKeys = Object.keys(shape.shape) as SimKey[];

/** The schema of one key. */
export function simKeySchema(key: SimKey): z.ZodType {
	return shape.shape[key];
}

/** Checks a simulation's input whole; nothing given means all defaults. Every fault starts with its key. */
export function parseSimConfig(
	input: unknown,
): { readonly config: SimConfig; readonly notes: readonly string[] } | { readonly faults: string[] } {
	const { value, notes } = readInput(input, takesSeveral);
	const parsed = schema.safeParse(value);
	if (parsed.success) return { config: parsed.data, notes };
	return { faults: configFaults(parsed.error.issues, value, (key) => unknownKeyHint(key, simKeys)) };
}

/** The value of one key where it can be read, whatever faults the others have; else its default. */
export function readSimKey<K extends SimKey>(input: unknown, key: K): SimConfig[K] | undefined {
	const { value } = readInput(input, takesSeveral);
	const read = shape.shape[key].safeParse((value as SimInput | null)?.[key]);
	return (read.success ? read.data : shape.shape[key].safeParse(undefined).data) as SimConfig[K] | undefined;
}

function takesSeveral(key: string): boolean {
	return key === 'policies' || key === 'personas';
}
