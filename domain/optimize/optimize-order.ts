import { type Config, type ConfigInput, configKeys, givenKeys, parseConfig, readKey } from '../bench/config';
import { configFaults, unknownKeyHint } from '../bench/config-faults';
import { readInput, readObject } from '../bench/config-input';
import { isPlainObject } from '../plain-object';
import { fewestScenarios } from '../ranking/statistics/sign-flips';
import { spentLevel } from '../ranking/statistics/spent-level';
import { type OptimizeAsked, optimizeKeys, optimizeSchema } from './optimize-config';

/** What a person wants of `optimize`: the keys of a bench but `prompts`, and beside them its own. */
export interface OptimizeOrder {
	readonly asked: OptimizeAsked;
	/** Unchecked as it was given, without the keys of `optimize`. */
	readonly bench: ConfigInput;
	/** The bench as it is checked; its prompts and its gate's rows are not known yet. */
	readonly config: Config;
	readonly model: string;
	/** As it was given; `undefined` where the prompts are to name it. */
	readonly experiment: string | undefined;
	/** What was taken for something else than it says. */
	readonly notes: readonly string[];
}

/** An order, or every fault, each beginning with its key. */
export type ReadOptimizeOrder =
	| { readonly order: OptimizeOrder }
	| { readonly faults: readonly string[]; readonly notes: readonly string[] };

/** Keys of a gate that follow from the prompts. */
const ownOfGate = ['baseline', 'candidate', 'baseline_experiment'] as const;

/** Reads what the workflow was given; whoever wrote it may have put anything there. */
export function readOptimizeOrder(input: unknown): ReadOptimizeOrder {
	const { value, notes } = readInput(input, () => true);
	if (!isPlainObject(value)) {
		const parsed = parseConfig(value);
		return { faults: 'faults' in parsed ? parsed.faults : [], notes };
	}
	const isOwn = (key: string) => optimizeKeys.some((each) => each === key);
	const [own, others] = [true, false].map((mine) =>
		Object.fromEntries(Object.entries(value).filter(([key]) => isOwn(key) === mine)),
	) as [Record<string, unknown>, Record<string, unknown>];
	const asked = optimizeSchema.safeParse(own);
	const { prompts, ...bench } = others;
	const { rows, gate } = gateOf(bench.gate);
	const parsed = parseConfig({ ...bench, gate });
	const faults = [
		...(asked.success ? [] : configFaults(asked.error.issues, own, (key) => unknownKeyHint(key, optimizeKeys))),
		...(prompts === undefined ? [] : ['prompts: is no key here: optimize compares `baseline` with `candidates`']),
		...rows.map((key) => `gate.${key}: must not be given: it follows from baseline, candidates and models`),
		...('faults' in parsed ? parsed.faults.map(ofOptimize) : [...tooFew(parsed.config)]),
		...modelFaults(bench),
	];
	if (faults.length > 0 || 'faults' in parsed || !asked.success) return { faults: [...new Set(faults)], notes };
	const { config } = parsed;
	return {
		order: {
			...{ asked: asked.data, bench, config, model: config.models[0] as string },
			experiment: givenKeys(bench).includes('experiment') ? config.experiment : undefined,
			notes: [...new Set([...notes, ...parsed.notes])],
		},
	};
}

/** The input of the bench that compares them. */
export function benchOfOrder(
	{ bench, model }: Pick<OptimizeOrder, 'bench' | 'model'>,
	{ baseline, candidates }: { readonly baseline: string; readonly candidates: readonly string[] },
	experiment: string,
): ConfigInput {
	const [only] = candidates;
	// One that was named beforehand was chosen by nobody's scores.
	const named = candidates.length === 1 ? { candidate: { model, prompt: only } } : {};
	const asked = readObject(bench.gate);
	const gate = { ...(isPlainObject(asked) ? asked : {}), baseline: { model, prompt: baseline }, ...named };
	return { ...bench, experiment, prompts: [baseline, ...candidates], gate };
}

/** What of a gate a person may say, with a baseline in place of the one that is not known yet. */
function gateOf(given: unknown): { readonly rows: readonly string[]; readonly gate: unknown } {
	const read = given === undefined ? {} : readObject(given);
	if (!isPlainObject(read)) return { rows: [], gate: read };
	return { rows: ownOfGate.filter((key) => Object.hasOwn(read, key)), gate: { ...read, baseline: 'MODEL,PROMPT' } };
}

function modelFaults(bench: ConfigInput): string[] {
	const models = givenKeys(bench).includes('models') ? readKey(bench, 'models') : [];
	if (models === undefined || models.length === 1) return [];
	const but = models.length === 0 ? 'none was given' : `there are ${models.length}: ${models.join(', ')}`;
	return [`models: must name the one model that the prompt is for, but ${but}`];
}

/** With so few scenarios no gate could ever promote. */
function tooFew({ n_scenarios: planned, gate }: Config): string[] {
	const alpha = gate?.alpha ?? 0.05;
	const fewest = fewestScenarios(spentLevel(alpha, 1));
	if (planned === 0 || planned >= fewest) return [];
	return [
		`n_scenarios: must be at least ${fewest}, but is ${planned}: at gate.alpha ${alpha} no prompt could be promoted with fewer, whatever its scores`,
	];
}

/** A key that a bench does not know may have been meant for optimize. */
function ofOptimize(fault: string): string {
	const [, key] = /^([^.:]+): unknown key;/.exec(fault) ?? [];
	if (key === undefined) return fault;
	const known = [...optimizeKeys, ...configKeys.filter((each) => each !== 'prompts')];
	return `${key}: ${unknownKeyHint(key, known)}`;
}
