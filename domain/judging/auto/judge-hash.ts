import { hashOf } from '../../hash';
import type { AutoJudge } from '../auto-judge';
import type { Rubric } from '../rubric';
import type { RubricRule } from '../rubric-rule';
import { answerSchema } from './answer-schema';
import { askedOf, questionItem, questionPrefix } from './question';

/** Any item will do: the hash is over the words around it. */
const example = { scenario: { name: 'example' }, candidates: ['one', 'two'] };

/**
 * What tells scores apart that must not be averaged: over all of a judge's file that its scores depend on, the wording of
 * the question, the rubric and its rule, and on an Ollama the weights.
 * @param weights the digest of the model, `null` for an endpoint
 */
export function judgeHash(
	judge: AutoJudge,
	rubric: Pick<Rubric, 'text' | 'hash' | 'dimensions' | 'flags'>,
	rule: RubricRule | null,
	weights: string | null,
): string {
	const asked = askedOf(judge, rubric, rule);
	const wording = [
		questionPrefix(asked),
		questionItem(example),
		questionItem(example, 'wrong'),
		answerSchema(asked, example.candidates.length, true),
	];
	const { kind: _kind, hash: _hash, ...file } = judge;
	return hashOf({ judge: withoutMoney(file), wording, rubric: rubric.hash, rule: rule?.hash ?? null, weights });
}

/** Prices, limits and a key change no score: who raises a limit goes on with the same judge. */
function withoutMoney(file: Omit<AutoJudge, 'kind' | 'hash'>): object {
	if (file.api === 'ollama') return file;
	const { key_variable, most_at_once, price_in, price_out, most_cost, ...rest } = file as Extract<
		AutoJudge,
		{ api: 'openai' }
	>;
	return rest;
}
