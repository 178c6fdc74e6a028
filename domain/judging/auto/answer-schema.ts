import { askedFlags } from '../rubric-rule';
import type { Asked } from './question';

/** Characters of a reason that a constrained answer may have. */
const longestReason = 240;

/** A JSON schema; of it only what all who hold decoding to one understand. */
type Schema = Readonly<Record<string, unknown>>;

/**
 * What an answer about so many candidates has to be, as a JSON schema: by number, so that none can be left out or
 * invented.
 * @param bounded whether reasons are bounded by the schema, which some endpoints do not take
 */
export function answerSchema(asked: Asked, candidates: number, bounded: boolean): Schema {
	const reason = { type: 'string', ...(bounded && { maxLength: longestReason }) };
	const first = asked.reasons ? { reason } : {};
	if (asked.rule === null) return objectOf({ ...first, ...scoreSchemas(asked) });
	const numbers = Array.from({ length: candidates }, (_each, at) => at + 1);
	const each = (number: number) => objectOf({ ...first, ...scoreSchemas(asked), repeats: repeatsSchema(number) });
	return objectOf({ candidates: objectOf(Object.fromEntries(numbers.map((number) => [number, each(number)]))) });
}

/**
 * Tokens that an answer by the schema takes at most: one a character, which only the smallest vocabularies need, and as
 * many for white space, which decoding by a schema allows.
 */
export function mostAnswerTokens(asked: Asked, candidates: number): number {
	const names = [...asked.rubric.dimensions.map(({ name }) => name), ...askedFlags(asked.rubric)];
	const one = names.reduce((sum, name) => sum + name.length + 16, 40) + (asked.reasons ? longestReason + 30 : 0);
	return 64 + 2 * one * (asked.rule === null ? 1 : candidates);
}

function scoreSchemas({ rubric }: Asked): Record<string, Schema> {
	return Object.fromEntries([
		...rubric.dimensions.map(({ name, min, max }) => [name, wholeNumbers(min, max)]),
		...askedFlags(rubric).map((name) => [name, wholeNumbers(0, 1)]),
	]);
}

/** An earlier candidate, or none. */
function repeatsSchema(number: number): Schema {
	if (number === 1) return { type: 'null' };
	return { anyOf: [{ type: 'null' }, wholeNumbers(1, number - 1)] };
}

function wholeNumbers(min: number, max: number): Schema {
	return { type: 'integer', enum: Array.from({ length: max - min + 1 }, (_each, at) => min + at) };
}

function objectOf(properties: Readonly<Record<string, Schema>>): Schema {
	return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
