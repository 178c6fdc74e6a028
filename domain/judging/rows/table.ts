import type { ReadEntry } from '../entry';
import type { JudgeEntry, JudgeFile } from '../judge-file';
import type { Mends } from '../lenient-json/mends';
import type { Place } from '../lenient-json/place';
import type { Located, Member } from '../lenient-json/tree';
import { noteNameOf, noteNames } from '../notes';
import { readEntry } from '../read-entry';
import { type Rubric, scoreNames } from '../rubric';
import { cellText, scenarioText, textOfCell, withoutGuard } from './cell-text';
import { type FrameCells, type FrameColumn, frameColumns } from './row-frame';

const candidatePrefix = 'candidate_';

/** The names of a table's columns. @param candidates how many an entry has at most */
export function tableHeader(rubric: Rubric, candidates: number): string[] {
	const each = Array.from({ length: candidates }, (_, at) => `${candidatePrefix}${at + 1}`);
	return ['run_id', 'scenario', ...each, ...scoreNames(rubric), ...noteNames, ...frameColumns];
}

/** An entry as the cells of a line. */
export function tableRow(
	frame: Omit<JudgeFile, 'runs'>,
	rubric: Rubric,
	entry: JudgeEntry,
	candidates: number,
): string[] {
	const whole: Record<FrameColumn, string> = {
		...{ by: frame.by, experiment: frame.experiment, experiment_id: frame.experiment_id },
		...{ rubric: frame.rubric.name, rubric_hash: frame.rubric.hash, exported_at: frame.exported_at ?? '' },
	};
	return [
		entry.run_id,
		scenarioText(entry.scenario),
		...Array.from({ length: candidates }, (_, at) => cellText(entry.candidates[at] ?? '')),
		...scoreNames(rubric).map((name) => String(entry.scores[name] ?? '')),
		...noteNames.map((name) => cellText(entry[name] ?? '')),
		...frameColumns.map((name) => whole[name]),
	];
}

/** What the columns of a table are, or what is wrong with its first line. */
export interface TableColumns {
	readonly names: readonly string[];
	readonly faults: readonly string[];
}

/** Reads the first line of a table. @param line of the file, from 1 */
export function readHeader(cells: readonly string[], line: number): TableColumns {
	const names = cells.map((cell) => columnName(withoutGuard(cell)));
	const faults = names.flatMap((name, at) => {
		const first = names.indexOf(name);
		if (name === '' || first === at) return [];
		return [`line ${line}: the column ${name} stands twice, as number ${first + 1} and ${at + 1}`];
	});
	if (!names.includes('run_id')) faults.push(`line ${line}: there is no column run_id`);
	return { names, faults };
}

function columnName(cell: string): string {
	const name = cell.replace(/^\ufeff/, '').trim();
	const plain = name.toLowerCase().replace(/[\s-]+/g, '_');
	const isOurs =
		plain === 'run_id' || plain === 'scenario' || isCandidate(plain) || frameColumns.some((each) => each === plain);
	return isOurs ? plain : (noteNameOf(name) ?? name);
}

/** Whether a cell is the name of a column that only a judge file has. */
export function isColumnOfOurs(cell: string): boolean {
	const name = columnName(withoutGuard(cell));
	return ['run_id', 'scenario', ...frameColumns].includes(name) || isCandidate(name);
}

/** What programs write before the first column of a table that they save. */
function isRowNumber(name: string, column: number, text: string, at: number): boolean {
	// Elsewhere than at the beginning a number may be somebody's score.
	const isUnnamed = column === 0 && (name === '' || /^(?:unnamed: ?0|index|row|#|no\.?)$/i.test(name));
	return isUnnamed && (text === String(at) || text === String(at + 1) || text === String(at + 2));
}

function isCandidate(name: string): boolean {
	return /^candidate_\d+$/.test(name);
}

/** A line of a table as an entry, and what it says of the whole file. */
export interface ReadRow {
	readonly entry: ReadEntry;
	readonly whole: FrameCells;
}

/**
 * Reads a line of a table.
 * @param at its place among the entries, from 0
 * @param row its number in a spreadsheet, where the names of the columns are row 1
 */
export function readRow(
	{ names }: TableColumns,
	cells: readonly string[],
	{ at, row, line }: { readonly at: number; readonly row: number; readonly line: number },
	mends: Mends,
): ReadRow {
	const whole: FrameCells = {};
	const members: Member[] = [];
	const scores: Member[] = [];
	const candidates: { readonly number: number; readonly node: Located }[] = [];
	const start: Place = { line, column: 1, words: `row ${row}` };
	for (const [column, cell] of cells.entries()) {
		const name = names[column] ?? '';
		const place: Place = { line, column: column + 1, words: `row ${row}, column ${name || column + 1}` };
		const text = withoutGuard(cell).trim();
		if (isRowNumber(name, column, text, at)) {
			mends.add('a column of row numbers left out', place);
			continue;
		}
		const isWhole = frameColumns.find((each) => each === name);
		if (isWhole !== undefined) whole[isWhole] = { text, place };
		else if (isCandidate(name)) {
			const number = Number(name.slice(candidatePrefix.length));
			if (text !== '') candidates.push({ number, node: { kind: 'text', value: text, place } });
		} else if (name === 'run_id' || name === 'scenario') members.push({ name, place, value: textNode(text, place) });
		else if (text === '') continue;
		// What no other column is, is a score's: which of those are none of the rubric's is seen when they are checked.
		else if (name !== '' && noteNameOf(name) === undefined) scores.push({ name, place, value: scoreNode(text, place) });
		else members.push({ name: name || `column ${column + 1}`, place, value: textNode(textOfCell(text), place) });
	}
	candidates.sort((a, b) => a.number - b.number);
	const items = candidates.map(({ node }) => node);
	members.push({ name: 'candidates', place: start, value: { kind: 'list', items, place: start } });
	members.push({ name: 'scores', place: start, value: { kind: 'object', members: scores, place: start } });
	return { entry: readEntry(at, { kind: 'object', members, place: start }, mends), whole };
}

function textNode(value: string, place: Place): Located {
	return value === '' ? { kind: 'null', value: null, place } : { kind: 'text', value, place };
}

/** A cell is a text, whatever it holds: what is written like a number is one. */
function scoreNode(text: string, place: Place): Located {
	if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return { kind: 'number', value: Number(text), raw: text, place };
	return textNode(text, place);
}
