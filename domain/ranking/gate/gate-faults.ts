import { compositeRange, type Rubric } from '../../judging/rubric';
import { nameHint } from '../../nearest-name';
import type { GateAsked } from './gate-config';
import { formatFlag } from './gate-guards';
import { type GateRowName, rowText } from './row-text';

/** What a rubric lacks of what is asked; each begins with its key. */
export function rubricLacks(
	asked: GateAsked,
	rubric: Pick<Rubric, 'name' | 'dimensions' | 'flags' | 'composite'>,
): string[] {
	const { low, high } = compositeRange(rubric);
	const margins = (['better_by', 'not_worse_by', 'worst_scenario'] as const).filter(
		(key) => (asked[key] ?? 0) > 0 && (asked[key] ?? 0) >= high - low,
	);
	const hasFlag = rubric.flags.some((flag) => flag.name === formatFlag);
	return [
		...(asked.least_format_ok === undefined || hasFlag
			? []
			: [`least_format_ok: the rubric ${rubric.name} has no flag ${formatFlag}`]),
		...margins.map(
			(key) => `${key}: must be below ${high - low}, since composites of ${rubric.name} lie from ${low} to ${high}`,
		),
	];
}

/** That there is no such row, with the nearest one that there is. @param where what lacks it */
export function noRow(name: GateRowName, rows: readonly GateRowName[], where: string): string {
	const there = [...new Set(rows.map(rowText))].sort();
	return `${where} has no row ${rowText(name)}; ${nameHint(rowText(name), there, 'it has none yet')}`;
}
