import { z } from 'zod';
import { controlFree } from '../control-free';
import { hashOf, sha256Hex } from '../hash';
import { isPlainObject } from '../plain-object';

const words = z.string().trim().min(1);

/** Names stand in the names of runs, on one line. */
export const scenarioNameSchema = words
	.max(100)
	.regex(controlFree, 'a name on one line')
	.refine((name) => name.isWellFormed(), 'a name of whole characters');

/** What a field of a scenario holds: a text, a number, or a list of texts. */
export type FieldValue = string | number | readonly string[];

/** What a scenario tells a model, by the name of the place in a prompt that each fills. */
export type Fields = Readonly<Record<string, FieldValue>>;

const fieldSchema = z.union([words, z.number(), z.array(words).min(1)], {
	error: 'must be a text, a number, or a list of texts, and not empty',
});

/** Names that a field cannot have: the scenario's own, and the place that the config fills. */
const reserved = ['name', 'n_tips'];

/** A place in a prompt names a field, so a field's name is a word. */
const fieldName = /^\p{L}[\p{L}\p{M}\p{N}_-]{0,59}$/u;

/**
 * A scenario as files have it: `name`, and beside it the fields. A line of a `.jsonl` file is one, and so is what a run
 * keeps as `context.json`.
 */
export const scenarioSchema = z
	.custom<Readonly<Record<string, unknown>>>(isPlainObject, 'must be a JSON object')
	.superRefine((flat, context) => {
		const names = Object.keys(flat).filter((key) => key !== 'name');
		if (names.length === 0) context.addIssue({ code: 'custom', message: 'has no field beside its name' });
		for (const wrong of names.filter((each) => reserved.includes(each) || !fieldName.test(each))) {
			const message =
				'is no name of a field: letters, digits, _ and - after a letter, and none that has a meaning already';
			context.addIssue({ code: 'custom', path: [wrong.slice(0, 80)], message });
		}
	})
	.pipe(z.object({ name: scenarioNameSchema }).catchall(fieldSchema))
	.transform(({ name, ...fields }): ScenarioContent => ({ name, fields }));

/** A scenario's name, and what it tells a model. */
export interface ScenarioContent {
	readonly name: string;
	readonly fields: Fields;
}

/** One fixed context. */
export interface Scenario extends ScenarioContent {
	/** SHA-256 over the canonical JSON of its {@link flatScenario}. */
	readonly hash: string;
}

/** The scenarios of a bench, in the order of its cells. */
export interface ScenarioSet {
	readonly count: number;
	/** See {@link hashOfScenarios}: what history carries instead of thousands of names. */
	readonly hash: string;
	readonly scenarios: readonly Scenario[];
}

/** A scenario as files have it. */
export function flatScenario({ name, fields }: ScenarioContent): Record<string, FieldValue> {
	return { name, ...fields };
}

/** A scenario with its hash. */
export function scenarioOf({ name, fields }: ScenarioContent): Scenario {
	return { name, fields, hash: hashOf(flatScenario({ name, fields })) };
}

/** SHA-256 over the hash and the name of each, a line each and in this order, as `sha256sum` lists files. */
export function hashOfScenarios(scenarios: readonly Pick<Scenario, 'name' | 'hash'>[]): string {
	return sha256Hex(scenarios.map(({ name, hash }) => `${hash}  ${name}\n`).join(''));
}

/** A field's value as a prompt and a page show it: a list becomes lines that start with `- `. */
export function fieldText(value: FieldValue): string {
	return typeof value === 'object' ? value.map((each) => `- ${each}`).join('\n') : String(value);
}
