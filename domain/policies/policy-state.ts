import { z } from 'zod';
import { TipBenchError } from '../errors';
import { type PolicyName, policyNames } from './policy-names';
import type { RandomState } from './random-state';
import type { Ridge } from './ridge';

/** All that a policy knows of one user, its stream of random numbers included. Never changed in place. */
export interface PolicyState {
	readonly policy: PolicyName;
	readonly ridge: Ridge;
	readonly random: RandomState;
	readonly decisions: number;
	readonly reward_sum: number;
}

/** Of a kept state; what is kept otherwise is never read as one. */
const stateFormat = 'tip-bench-policy/1';

const count = z.int().min(0);

const keptSchema = z.strictObject({
	format: z.literal(stateFormat),
	policy: z.enum(policyNames),
	dimension: count,
	factor: z.array(z.number()),
	moments: z.array(z.number()),
	examples: count,
	random: z.array(z.int()).length(4),
	decisions: count,
	reward_sum: z.number(),
});

/** A state as text. JSON keeps every digit of a number, so that reading it gives the very same state. */
export function writeState({ policy, ridge, random, decisions, reward_sum }: PolicyState): string {
	const { dimension, factor, moments, examples } = ridge;
	const kept: z.infer<typeof keptSchema> = {
		...{ format: stateFormat, policy, dimension, factor: [...factor], moments: [...moments], examples },
		...{ random: [...random], decisions, reward_sum },
	};
	return JSON.stringify(kept);
}

/**
 * Reads what {@link writeState} wrote.
 * @param policy whose state it should be @param dimension how many features that policy sees
 * @throws TipBenchError PolicyStateInvalid where it is another policy's, of another dimension, or damaged
 */
export function readState(text: string, policy: PolicyName, dimension: number): PolicyState {
	const kept = keptSchema.safeParse(asJson(text));
	if (!kept.success) {
		const [issue] = kept.error.issues;
		throw invalid(`a state of ${policy} is not one of ${stateFormat}: ${issue?.path.join('.')} ${issue?.message}`);
	}
	const { factor, moments, examples, random, decisions, reward_sum, ...of } = kept.data;
	if (of.policy !== policy) throw invalid(`a state of ${of.policy} was to be read as one of ${policy}`);
	const isWhole = factor.length === (dimension * (dimension + 1)) / 2 && moments.length === dimension;
	if (of.dimension !== dimension || !isWhole)
		throw invalid(
			`a state of ${policy} has ${of.dimension} dimensions, ${moments.length} moments and ${factor.length} factors; it takes ${dimension} dimensions`,
		);
	// The diagonal of a factor is never below √λ, and no stream passes through zeros.
	if (!factor.every((each, at) => each > 0 || !isOnDiagonal(at)))
		throw invalid(`a state of ${policy} cannot be: its factor is damaged`);
	if (random.every((each) => each === 0))
		throw invalid(`a state of ${policy} cannot be: its stream of random numbers is damaged`);
	const ridge: Ridge = { dimension, factor: Float64Array.from(factor), moments: Float64Array.from(moments), examples };
	return { policy, ridge, random, decisions, reward_sum };
}

/** Whether a place of a triangle, row by row, ends a row. */
function isOnDiagonal(at: number): boolean {
	return Number.isInteger((Math.sqrt(8 * (at + 1) + 1) - 1) / 2);
}

function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function invalid(message: string): TipBenchError {
	return new TipBenchError('PolicyStateInvalid', message);
}
