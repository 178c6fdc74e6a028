import type { Differences } from '../statistics/interval-ends';
import { meanOf } from '../statistics/score-table';
import type { GateRow } from './gate-document';

/** By scenario, repeats averaged; `null` where there is none. */
export type ScenarioValues = readonly (number | null)[];

/** How invalid cells are read: left out (`null`), or as cells with this composite. */
export type InvalidAs = number | null;

/** A row's composites by scenario. */
export function compositesOf({ composites, invalid }: GateRow, invalidAs: InvalidAs): ScenarioValues {
	return means(withInvalid(composites, invalid, invalidAs));
}

/** The same by the auto tier's scores. */
export function autoCompositesOf({ auto_composites = [], invalid }: GateRow, invalidAs: InvalidAs): ScenarioValues {
	return means(withInvalid(auto_composites, invalid, invalidAs));
}

/** A row's log latencies by scenario: what differences of them say holds for ratios. */
export function logLatenciesOf({ latencies = [] }: GateRow): ScenarioValues {
	return means(latencies.map((repeats) => repeats.filter((each) => each > 0).map(Math.log)));
}

/** By scenario: how much more one has than the other. */
export function differencesFrom(base: ScenarioValues, values: ScenarioValues): Differences {
	return values.map((value, at) => {
		const theirs = base[at] ?? null;
		return value === null || theirs === null ? null : value - theirs;
	});
}

/** Those that there are. */
export function known(values: ScenarioValues): number[] {
	return values.filter((each) => each !== null);
}

function withInvalid(
	byScenario: readonly (readonly number[])[],
	invalid: readonly number[],
	invalidAs: InvalidAs,
): readonly (readonly number[])[] {
	if (invalidAs === null) return byScenario;
	return byScenario.map((repeats, at) => [...repeats, ...Array<number>(invalid[at] ?? 0).fill(invalidAs)]);
}

function means(byScenario: readonly (readonly number[])[]): ScenarioValues {
	return byScenario.map((repeats) => (repeats.length === 0 ? null : meanOf(repeats)));
}
