import type { ScoreTable } from '../score-table';

/** A table from its scenarios, each with a score a row. */
export function tableOf(byScenario: readonly (readonly (number | null)[])[]): ScoreTable {
	const [first = []] = byScenario;
	return {
		rows: first.map((_each, at) => `row ${at}`),
		scenarios: byScenario.map((_each, at) => `scenario ${at}`),
		scores: first.map((_each, row) => byScenario.map((scores) => scores[row] ?? null)),
	};
}

/** Numbers in [0, 1), the same ones for the same seed: a linear congruential generator, apart from the one in use. */
export function chanceOf(seed: number): () => number {
	let state = seed >>> 0;
	const next = () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
	for (let warm = 0; warm < 8; warm += 1) next();
	return next;
}

/** A copy in another order (Fisher and Yates). */
export function shuffled<T>(values: readonly T[], chance: () => number): T[] {
	const all = [...values];
	for (let at = all.length - 1; at > 0; at -= 1) {
		const other = Math.floor(chance() * (at + 1));
		[all[at], all[other]] = [all[other] as T, all[at] as T];
	}
	return all;
}
