import { fieldText } from '../../bench/scenario';

/** A line break in a cell: a run has one line. */
const lineBreak = ' ⏎ ';

/** A text as one cell shows it, on one line. */
export function cellText(text: string): string {
	return text
		.trim()
		.split(/\s*(?:\r\n?|\n|\u2028|\u2029)\s*/)
		.map((line) => line.replace(/[\p{Cc}\s]+/gu, ' '))
		.join(lineBreak)
		.toWellFormed();
}

/** What somebody wrote into a cell, with the line breaks that {@link cellText} shows. */
export function textOfCell(cell: string): string {
	return cell.replaceAll(/ ?⏎ ?/g, '\n').trim();
}

/** A scenario as one cell shows it. */
export function scenarioText(scenario: Readonly<Record<string, unknown>> | null): string {
	if (scenario === null) return '';
	const { name, ...fields } = scenario;
	const said = Object.entries(fields).map(([field, value]) => `${field}: ${shownField(value)}`);
	return cellText([String(name ?? ''), ...said].filter((each) => each !== '').join('\n'));
}

function shownField(value: unknown): string {
	const isPlain = typeof value === 'string' || typeof value === 'number';
	if (isPlain || (Array.isArray(value) && value.every((each) => typeof each === 'string'))) return fieldText(value);
	return JSON.stringify(value);
}

/** What a spreadsheet takes for a formula where a cell begins so. */
const formula = /^'(?=[=+\-@\t\r＝＋－＠])/u;

/** A cell without the mark that keeps a spreadsheet from running it. */
export function withoutGuard(cell: string): string {
	return cell.replace(formula, '');
}
