import type { ScaleText } from '../../domain/judging/scale-text';
import type { Scale } from '../../domain/judging/sitting/scales';
import { wrapText } from '../text-width';
import { visibleText } from '../visible-text';
import { lineOf, type ScreenLine } from './lines';

/**
 * What a rubric says of a scale: what the levels mean, then their examples, then the rest. So a small screen shows the
 * levels at once.
 */
export function scaleLines(scale: Scale, { title, levels, rest }: ScaleText, columns: number): ScreenLine[] {
	const wrapped = (text: string, indent = '') =>
		wrapText(visibleText(text), columns, indent).map((line) => lineOf(line));
	const widest = Math.max(0, ...levels.map(({ level }) => String(level).length));
	const mark = (level: number) => `${String(level).padStart(widest)}  `;
	const indent = ' '.repeat(widest + 2);
	const examples = levels.flatMap(({ level, more }) =>
		more.flatMap((each, at) => wrapped((at === 0 ? mark(level) : indent) + each, indent)),
	);
	const means = levels.flatMap((each) => wrapped(mark(each.level) + each.means, indent));
	const others = rest.flatMap((text) => (text === '' ? [lineOf('')] : wrapped(text, hanging(text))));
	return [
		...wrapText(visibleText(title || scale.name), columns).map((line) => lineOf(line, 'heading')),
		...means,
		...(examples.length === 0 ? [] : [lineOf(''), ...examples]),
		...(others.length === 0 ? [] : [...(levels.length > 0 ? [lineOf('')] : []), ...others]),
	];
}

function hanging(text: string): string {
	return ' '.repeat(/^(?:[-*+]|\d+[.)])\s/.exec(text)?.[0].length ?? 0);
}
