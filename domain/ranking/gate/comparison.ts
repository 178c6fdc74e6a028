import { meanOf } from '../statistics/score-table';
import type { GateInput, GateRow } from './gate-document';
import { compositesOf, differencesFrom, known, logLatenciesOf } from './scenario-values';

/** What a gate compares, and how strictly. */
export interface Comparison {
	readonly input: GateInput;
	/** The candidates among which one was chosen, that one included. */
	readonly field: readonly GateRow[];
	/** `undefined` where none has a scenario in common with the baseline. */
	readonly chosen: GateRow | undefined;
	readonly bound: number;
	/** Of the intervals; one-sided at either end. */
	readonly level: number;
}

/**
 * Which candidates take part: a size is no score, so those that are not smaller may be left out beforehand. Where none is,
 * all stay, and the guard says so.
 */
export function fieldOf({ asked, baseline, candidates }: GateInput): readonly GateRow[] {
	if (asked.and !== 'smaller' || asked.candidate !== undefined) return candidates;
	const smaller = candidates.filter((each) => isSmaller(each, baseline) === true);
	return smaller.length > 0 ? smaller : candidates;
}

/** `null` where one of both sizes is not known. */
export function isSmaller(one: GateRow, other: GateRow): boolean | null {
	return one.parameters === null || other.parameters === null ? null : one.parameters < other.parameters;
}

/** The one with the best mean difference from the baseline; where speed is asked about, of those that look faster, if any. */
export function chosenOf({ asked, baseline }: GateInput, field: readonly GateRow[]): GateRow | undefined {
	const base = compositesOf(baseline, null);
	const baseLatencies = logLatenciesOf(baseline);
	const compared = field.flatMap((row) => {
		const differences = known(differencesFrom(base, compositesOf(row, null)));
		const ratios = known(differencesFrom(baseLatencies, logLatenciesOf(row)));
		const looksFaster = ratios.length > 0 && meanOf(ratios) < 0;
		return differences.length === 0 ? [] : [{ row, mean: meanOf(differences), looksFaster }];
	});
	const faster = compared.filter(({ looksFaster }) => looksFaster);
	const from = asked.and === 'faster' && faster.length > 0 ? faster : compared;
	return [...from].sort((a, b) => b.mean - a.mean)[0]?.row;
}
