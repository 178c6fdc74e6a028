import type { SittingItem } from '../../domain/judging/sitting/sitting';
import { wrapText } from '../text-width';
import { visibleLines, visibleText } from '../visible-text';
import { lineOf, type ScreenLine } from './lines';

/**
 * What a judge sees of an item: its scenario, then its candidates.
 * @param columns how wide a line may be
 * @param isTight whether there is little room, so that lists of the scenario run on in one paragraph
 */
export function itemLines({ scenario, candidates }: SittingItem, columns: number, isTight: boolean): ScreenLine[] {
	const { name, ...fields } = scenario ?? {};
	const title = typeof name === 'string' ? `Scenario ${visibleText(name)}` : 'Scenario';
	return [
		...wrapText(title, columns).map((line) => lineOf(line, 'heading')),
		...(scenario === null ? [lineOf('none was kept', 'faint')] : fieldLines(fields, columns, isTight)),
		...(isTight ? [] : [lineOf('')]),
		lineOf('Candidates', 'heading'),
		...(candidates.length === 0 ? [lineOf('none could be read', 'faint')] : []),
		...candidates.flatMap((text, at) => hungOn(`${at + 1}. `, text, columns)),
	];
}

function fieldLines(fields: Readonly<Record<string, unknown>>, columns: number, isTight: boolean): ScreenLine[] {
	return Object.entries(fields).flatMap(([name, value]) => {
		const label = `${visibleText(name.replaceAll('_', ' '))}: `;
		if (!Array.isArray(value)) return hungOn(label, textOf(value), columns, '  ');
		const texts = value.map(textOf);
		if (isTight) return hungOn(label, texts.join(' · '), columns, '  ');
		return [...hungOn(label, '', columns), ...texts.flatMap((each) => hungOn('  - ', each, columns))];
	});
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** A text behind a mark, below which its further lines are indented. */
function hungOn(mark: string, text: string, columns: number, indent = ' '.repeat(mark.length)): ScreenLine[] {
	return visibleLines(text).flatMap((line, at) =>
		wrapText((at === 0 ? mark : indent) + line, columns, indent).map((each) => lineOf(each)),
	);
}
