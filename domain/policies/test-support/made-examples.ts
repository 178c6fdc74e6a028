import { chanceOf } from '../../ranking/statistics/test-support/tables';
import { beginState, dimensionOf, update } from '../policies';
import type { PolicyName } from '../policy-names';
import type { PolicyState } from '../policy-state';

/** A context and what it was worth. */
export interface Example {
	readonly x: readonly number[];
	readonly reward: number;
}

/** Examples as they come in practice: a bias, then features from −1 to 1; rewards from 0 to 1. */
export function madeExamples(count: number, dimension: number, seed = 1): Example[] {
	const chance = chanceOf(seed);
	return Array.from({ length: count }, () => {
		const x = Array.from({ length: dimension }, (_none, at) => (at === 0 ? 1 : 2 * chance() - 1));
		return { x, reward: Math.min(1, Math.max(0, 0.5 + 0.3 * (x[1] ?? 0) + 0.4 * (chance() - 0.5))) };
	});
}

/** A policy that has learned so many of them. */
export function learned(policy: PolicyName, count: number, user = 'u'): PolicyState {
	const examples = madeExamples(count, dimensionOf(policy));
	return examples.reduce((state, { x, reward }) => update(state, x, reward), beginState(policy, user));
}

/** The weights that solve (λI + Σxxᵀ)θ = Σrx, by Gaussian elimination over the whole sums. */
export function freshSolve(examples: readonly Example[], dimension: number, lambda: number): number[] {
	const rows = Array.from({ length: dimension }, (_none, row) =>
		Array.from({ length: dimension + 1 }, (_each, column) => (row === column ? lambda : 0)),
	);
	for (const { x, reward } of examples)
		for (const [row, sums] of rows.entries())
			for (let column = 0; column <= dimension; column += 1)
				sums[column] = (sums[column] as number) + (x[row] as number) * (x[column] ?? reward);
	const at = (row: number, column: number) => rows[row]?.[column] as number;
	for (let pivot = 0; pivot < dimension; pivot += 1)
		for (let row = 0; row < dimension; row += 1) {
			if (row === pivot) continue;
			const times = at(row, pivot) / at(pivot, pivot);
			rows[row] = (rows[row] as number[]).map((each, column) => each - times * at(pivot, column));
		}
	return rows.map((_row, row) => at(row, dimension) / at(row, row));
}
