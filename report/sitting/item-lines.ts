import type { SittingItem } from '../../domain/judging/sitting/sitting';
import { wrapText } from '../text-width';
import { visibleLines, visibleText } from '../visible-text';
import { lineOf, type ScreenLine } from './lines';

/** What a judge sees of an item: its scenario, then its candidates. @param columns how wide a line may be */
export function itemLines({ scenario, candidates }: SittingItem, columns: number): ScreenLine[] {
	return [
		lineOf('Scenario', 'heading'),
		...(scenario === null ? [lineOf('none was kept', 'faint')] : scenarioLines(scenario, columns)),
		lineOf(''),
		lineOf('Candidates', 'heading'),
		...(candidates.length === 0 ? [lineOf('none could be read', 'faint')] : []),
		...candidates.flatMap((text, at) => numbered(`${at + 1}. `, text, columns)),
	];
}

function scenarioLines(scenario: Readonly<Record<string, unknown>>, columns: number): ScreenLine[] {
	return Object.entries(scenario).flatMap(([name, value]) => {
		const label = visibleText(name.replaceAll('_', ' '));
		if (!Array.isArray(value)) return numbered(`${label}: `, textOf(value), columns, '  ');
		return [
			...wrapText(`${label}:`, columns).map((line) => lineOf(line)),
			...value.flatMap((each) => numbered('  - ', textOf(each), columns)),
		];
	});
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** A text behind a mark, below which its further lines are indented. */
function numbered(mark: string, text: string, columns: number, indent = ' '.repeat(mark.length)): ScreenLine[] {
	return visibleLines(text).flatMap((line, at) =>
		wrapText((at === 0 ? mark : indent) + line, columns, indent).map((each) => lineOf(each)),
	);
}
