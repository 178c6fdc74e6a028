import { z } from 'zod';
import { clipText } from '../clip';
import { controlFree } from '../control-free';
import { nearestName } from '../nearest-name';

/** What the update `judged` answers. */
export interface JudgedAnswer {
	/** Runs that were still to be scored; `null` where nobody has counted them. */
	readonly pending: number | null;
	/** `compare`: the bench goes on now. `wait`: it does not. */
	readonly follows: 'compare' | 'wait';
	/** In words. */
	readonly why: string;
}

/** The input of the update `judged`; the signal of that name takes anything. */
export const judgedOrderSchema = z.strictObject({
	by: z
		.string('must be a text')
		.trim()
		.min(1, 'must not be empty')
		.max(200, 'must have at most 200 characters')
		.regex(controlFree, 'must not hold control characters')
		.optional(),
	partial: z.boolean('must be true or false').optional(),
});

/** What is said to a bench whose runs are scored. */
export type JudgedOrder = z.infer<typeof judgedOrderSchema>;

const known = Object.keys(judgedOrderSchema.shape);

/** Every fault of an input of the update `judged`; none where nothing is given. */
export function judgedFaults(input: unknown): string[] {
	const parsed = judgedOrderSchema.safeParse(input ?? {});
	if (parsed.success) return [];
	return parsed.error.issues.flatMap((issue) => {
		if (issue.code === 'unrecognized_keys') return issue.keys.map(unknownKey);
		if (issue.path.length === 0) return ['the input must be one JSON object such as {"partial": true}, or nothing'];
		return [`${issue.path.join('.')}: ${issue.message}`];
	});
}

function unknownKey(key: string): string {
	const nearest = nearestName(key, known);
	const hint = nearest === undefined ? `known are ${known.join(' and ')}` : `did you mean ${nearest}?`;
	return `${clipText(key, 80)}: unknown key; ${hint}`;
}
