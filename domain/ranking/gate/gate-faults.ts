import type { Rubric } from '../../judging/rubric';
import { nameHint } from '../../nearest-name';
import type { GateAsked } from './gate-config';
import { formatFlag } from './gate-guards';
import { type GateRowName, rowText } from './row-text';

/** What a rubric lacks of what is asked; each begins with its key. */
export function formatFaults(
	{ least_format_ok }: GateAsked,
	{ name, flags }: Pick<Rubric, 'name' | 'flags'>,
): string[] {
	if (least_format_ok === undefined || flags.some((flag) => flag.name === formatFlag)) return [];
	return [`least_format_ok: the rubric ${name} has no flag ${formatFlag}`];
}

/** That there is no such row, with the nearest one that there is. @param where what lacks it */
export function noRow(name: GateRowName, rows: readonly GateRowName[], where: string): string {
	const there = [...new Set(rows.map(rowText))].sort();
	return `${where} has no row ${rowText(name)}; ${nameHint(rowText(name), there, 'it has none yet')}`;
}
