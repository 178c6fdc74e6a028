import type { RecordedRun } from '../domain/bench/recorded-run';
import { bothTiers, differencesOver } from '../domain/judging/disagreement';
import { type Rubric, scoreNames } from '../domain/judging/rubric';

/** Counts the runs on which auto and lazy judges differ, while an experiment is read. */
export interface Disagreeing {
	add(run: RecordedRun): void;
	/** The same, and nothing yet of these runs: they are about to get other scores. */
	without(runIds: readonly string[]): Disagreeing;
	/** `null` where no run has an auto tier. */
	count(): number | null;
}

/** @param delta from which difference on a run is one: more than this */
export function createDisagreeing(
	rubric: Rubric,
	delta: number,
	ids: ReadonlySet<string> = new Set(),
	hasTier = false,
): Disagreeing {
	const apart = new Set(ids);
	let seen = hasTier;
	const names = [...scoreNames(rubric), 'composite'];
	const dimensions = rubric.dimensions.map(({ name }) => name);
	return {
		add(run) {
			seen ||= run.auto !== null && !run.auto.counts;
			const both = bothTiers(run, names);
			if (both !== null && differencesOver(both, dimensions, delta).length > 0) apart.add(run.run_id);
		},
		without: (runIds) => {
			const left = new Set(runIds);
			const others = [...apart].filter((id) => !left.has(id));
			return createDisagreeing(rubric, delta, new Set(others), seen);
		},
		count: () => (seen ? apart.size : null),
	};
}
