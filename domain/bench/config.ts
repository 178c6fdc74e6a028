import { z } from 'zod';
import { isPlainObject } from '../plain-object';
import { minKappaSchema, usualMinKappa } from '../ranking/agreement/min-kappa';
import { gateKeys, gateSchema } from '../ranking/gate/gate-config';
import { ollamaPortNote } from '../urls';
import { configFaults, unknownKeyHint } from './config-faults';
import { isBlank, readInput, readList, readObject } from './config-input';
import { boolean, experimentName, label, labels, number, address as url } from './config-values';
import { durationMs } from './durations';

const duration = label.refine((text) => durationMs(text) !== null, 'must be a duration such as 36h or 7d');

const durations = z.preprocess((value) => {
	const parts = readList(value);
	return Array.isArray(parts) ? parts.filter((part) => !isBlank(part)) : parts;
}, z.array(duration).min(1, 'must name at least one').max(20));

/** The input of the workflow `bench`: the one place that knows its keys, defaults, ranges and meanings. */
export const configSchema = z.strictObject({
	models: labels.default(['qwen2.5:0.5b', 'qwen2.5:1.5b', 'gemma3:1b', 'llama3.2:3b']).describe('Ollama tags'),
	prompts: labels
		.default(['v1', 'v2-mentor', 'v3-few-shot'])
		.describe('prompt versions; `active` is the one that was promoted last'),
	n_tips: number(z.int().min(1).max(50)).default(5).describe('candidates a cell'),
	n_scenarios: number(z.int().min(0)).default(0).describe('cap on scenarios; 0 = all'),
	temperature: number(z.number().min(0).max(2)).default(0.7).describe('sampling temperature'),
	experiment: experimentName.default('tip-bench-auto').describe('MLflow experiment'),
	max_model_b: number(z.number().positive()).default(4).describe('reject larger models (billions of parameters)'),
	ollama_url: url
		.optional()
		.describe("Ollama's address; default: the worker's OLLAMA_HOST, else http://localhost:11434"),
	mlflow_url: url
		.optional()
		.describe(
			"MLflow's address, may carry a path; default: the worker's MLFLOW_TRACKING_URI, else http://localhost:5000",
		),
	diversity: boolean.default(false).describe("also measure how different a cell's candidates are"),
	rubric: label.default('tip-v1').describe('what is scored, and how'),
	repeats: number(z.int().min(1)).default(1).describe('independent samples a cell'),
	seed: number(z.int().min(0).max(Number.MAX_SAFE_INTEGER))
		.default(0)
		.describe("base seed; each cell's own derives from it"),
	gpus: z
		.preprocess(readObject, z.record(label, url))
		.refine((gpus) => Object.keys(gpus).length > 0, 'must name at least one')
		.refine((gpus) => !Object.hasOwn(gpus, 'bench'), 'must not name bench, the queue of everything else')
		.refine((gpus) => !Object.hasOwn(gpus, 'sim'), 'must not name sim, the queue of simulations')
		.optional()
		.describe('task queue → Ollama address, one GPU each; default: { "gpu": ollama_url }'),
	num_ctx: number(z.int().min(64)).default(4096).describe('context length in tokens'),
	num_predict: number(z.int().min(1)).default(1024).describe('most tokens a cell may generate'),
	judge_kind: labels
		.default(['claude-code'])
		.describe('who judges: at most one lazy kind (any word) and one auto kind (a file in auto-judges/, or ollama/TAG)'),
	spot_check: number(z.number().min(0).max(1))
		.default(1)
		.describe('with both kinds: the share of the runs that the lazy kind scores too'),
	judge_delta: number(z.number().min(0))
		.default(1)
		.describe('from which difference on a run is a disagreement: more than this'),
	max_judge_b: number(z.number().positive())
		.optional()
		.describe('the same limit for a judge on Ollama; default: max_model_b'),
	remind_after: durations
		.default(['7d'])
		.describe('how long a judge is waited for before a reminder, then from each to the next; the last one repeats'),
	judge_deadline: duration.optional().describe('how long a bench waits for its judge, such as 14d; default: for ever'),
	on_deadline: z
		.preprocess(
			(value) => (typeof value === 'string' ? value.trim().toLowerCase() : value),
			z.enum(['wait', 'compare', 'fail']),
		)
		.default('wait')
		.describe('what follows then: wait on, compare what is scored, or fail'),
	min_kappa: minKappaSchema
		.default(usualMinKappa)
		.describe('from which agreement with people (lower end of kappa) an auto judge may decide a gate'),
	gate: z
		.preprocess(readObject, gateSchema)
		.optional()
		.describe('a decision as the last phase, after the comparison: what `./tip-bench gate` is asked, as one object'),
	export_dir: label.optional().describe('where the judge file goes; default: exports in the state folder'),
});

/** A bench's input after checking: every key has a value but those that the worker's environment decides. */
export type Config = z.infer<typeof configSchema>;

/** What a person may write: csv or list, numbers as strings, most keys left out. */
export type ConfigInput = Partial<Record<keyof Config, unknown>>;

/** The keys of {@link configSchema}, in its order. */
export const configKeys = Object.keys(configSchema.shape) as (keyof Config)[];

/** Either a config with what was taken for something else than it says, or every fault, each starting with its key. */
export type ConfigResult =
	| { readonly config: Config; readonly notes: readonly string[] }
	| { readonly faults: string[] };

/** Checks a bench's input whole. Nothing given means all defaults. */
export function parseConfig(input: unknown): ConfigResult {
	const { value, notes } = readInput(input, takesSeveral);
	const parsed = configSchema.safeParse(value);
	if (parsed.success) return { config: parsed.data, notes: [...notes, ...portNotes(parsed.data)] };
	return { faults: configFaults(parsed.error.issues, value, unknownKey) };
}

function portNotes({ ollama_url, gpus = {} }: Config): string[] {
	const named = Object.entries(gpus).map(([queue, address]) => ollamaPortNote(address, `gpus.${queue}`));
	const usual = ollama_url === undefined ? null : ollamaPortNote(ollama_url, 'ollama_url');
	return [usual, ...named].filter((note) => note !== null);
}

/** Whether a key takes several values. */
function takesSeveral(key: string): boolean {
	const schema = Object.hasOwn(configSchema.shape, key) ? configSchema.shape[key as keyof Config] : undefined;
	return Array.isArray(schema?.safeParse(undefined).data);
}

/** The value of one key where it can be read, whatever faults the others have. */
export function readKey<K extends keyof Config>(input: unknown, key: K): Config[K] | undefined {
	const value = (readInput(input, takesSeveral).value as ConfigInput)?.[key];
	const parsed = configSchema.shape[key].safeParse(value);
	return parsed.success ? (parsed.data as Config[K]) : undefined;
}

/** The keys that an input gives, ours or not; blank ones are not given. */
export function givenKeys(input: unknown): string[] {
	const { value } = readInput(input, takesSeveral);
	return isPlainObject(value) ? Object.keys(value) : [];
}

/** @param path where the key stands: in the input itself, or in its gate */
function unknownKey(key: string, path: readonly PropertyKey[]): string {
	if (path.length > 0 && configKeys.some((each) => each === key))
		return `unknown key; ${key} is a key of the bench itself, beside ${path.join('.')}`;
	return unknownKeyHint(key, path.length === 0 ? configKeys : gateKeys);
}
