import type { ScaleText } from '../../domain/judging/scale-text';
import { askedScale, currentItem, type SittingItem } from '../../domain/judging/sitting/sitting';
import { countOf } from '../../domain/wording';
import { cutTo, toWidth } from '../text-width';
import { visibleText } from '../visible-text';
import { answersLine, askLine, type Cursor, headLine, keysLine } from './bars';
import { helpLines } from './help-lines';
import { itemLines } from './item-lines';
import { lineOf, type ScreenLine } from './lines';
import { scaleLines } from './scale-lines';
import type { Pane, PaneSizes, Shown } from './view';

/** A screen of so many lines of so many columns; with endless rows all is shown at once. */
export interface ScreenSize {
	readonly rows: number;
	readonly columns: number;
}

/** What is to be drawn. */
export interface Screen {
	/** At most as many as the screen has rows. */
	readonly lines: readonly ScreenLine[];
	/** Where somebody writes; `null` for nowhere. Both count from 0. */
	readonly cursor: Cursor | null;
	readonly sizes: PaneSizes;
}

/** From so many columns on the item stands beside the scale. */
const besideColumns = 110;

/** Below so many rows only one of the two is shown at a time. */
const bothRows = 13;

/** A sitting as it is seen on a screen of any size. */
export function screenOf(shown: Shown, size: ScreenSize): Screen {
	const { sitting } = shown;
	const columns = Math.max(10, size.columns);
	const rows = Math.max(3, size.rows);
	const ask = askLine(shown, columns);
	const foot = rows < 8 ? [ask.line] : [answersLine(shown, columns), ask.line, keysLine(shown, columns)];
	const head = headLine(shown, columns);
	const height = rows - 1 - foot.length;
	const item = currentItem(sitting);
	const body =
		sitting.mode.is === 'help'
			? wholeBody(helpLines(columns), height, shown)
			: item === null
				? wholeBody(emptyLines(shown), height, shown)
				: bodyOf(shown, item, { rows: height, columns });
	const askRow = 1 + height + (rows < 8 ? 0 : 1);
	const cursor = ask.column === null ? null : { row: askRow, column: ask.column };
	const lines = [head, ...body.lines, ...foot].map(({ text, look }) => lineOf(cutTo(text, columns), look));
	return { lines, cursor, sizes: body.sizes };
}

/** Lines that were made before: a key must not wait until they are broken anew. */
function remembered<Of extends object>() {
	const kept = new WeakMap<Of, Map<string, readonly ScreenLine[]>>();
	return (of: Of, how: string, make: () => readonly ScreenLine[]): readonly ScreenLine[] => {
		const all = kept.get(of) ?? new Map<string, readonly ScreenLine[]>();
		kept.set(of, all);
		const lines = all.get(how) ?? make();
		all.set(how, lines);
		return lines;
	};
}

const rememberedItem = remembered<SittingItem>();
const linesOfScale = remembered<ScaleText>();

function linesOfItem(item: SittingItem, columns: number, isTight: boolean): readonly ScreenLine[] {
	return rememberedItem(item, `${columns} ${isTight}`, () => itemLines(item, columns, isTight));
}

interface Body {
	readonly lines: readonly ScreenLine[];
	readonly sizes: PaneSizes;
}

function bodyOf(shown: Shown, item: SittingItem, { rows, columns }: ScreenSize): Body {
	const isBeside = columns >= besideColumns;
	const left = isBeside ? Math.ceil((columns - 3) / 2) : columns;
	const right = isBeside ? columns - 3 - left : columns;
	const scale = askedScale(shown.sitting);
	const text = scale === null ? undefined : shown.texts.get(scale.name);
	const scales =
		scale === null || text === undefined
			? []
			: linesOfScale(text, `${scale.name} ${right}`, () => scaleLines(scale, text, right));
	const roomy = linesOfItem(item, left, false);
	const isTight = roomy.length > (isBeside ? rows : rows - 1 - scales.length);
	const items = isTight ? linesOfItem(item, left, true) : roomy;
	if (isBeside) {
		const sizes = { item: { height: rows, lines: items.length }, scale: { height: rows, lines: scales.length } };
		return {
			lines: beside(paneOf(shown, 'item', items, rows, left), paneOf(shown, 'scale', scales, rows, right), left),
			sizes,
		};
	}
	const [upper, lower] = heights(rows, items.length, scales.length, shown.view.pane);
	const rule = upper > 0 && lower > 0 ? [lineOf('─'.repeat(columns), 'faint')] : [];
	const sizes = { item: { height: upper, lines: items.length }, scale: { height: lower, lines: scales.length } };
	return {
		lines: [
			...paneOf(shown, 'item', items, upper, columns),
			...rule,
			...paneOf(shown, 'scale', scales, lower, columns),
		],
		sizes,
	};
}

/** How many rows the item and the scale have, one above the other, with a line between them. */
function heights(rows: number, items: number, scales: number, pane: Pane): [number, number] {
	if (!Number.isFinite(rows)) return [items, scales];
	if (rows + 4 < bothRows) return pane === 'item' ? [rows, 0] : [0, rows];
	const room = rows - 1;
	if (items + scales <= room) return [room - scales, scales];
	// Whoever looks at one of them needs it more.
	const most = Math.ceil(room * 0.6);
	if (pane === 'item') {
		const upper = Math.min(items, Math.max(most, room - scales));
		return [upper, room - upper];
	}
	const lower = Math.min(scales, Math.max(most, room - items));
	return [room - lower, lower];
}

/** A part of its lines, from where it is scrolled to; its last row says where more of it is. */
function paneOf(
	{ view }: Shown,
	pane: Pane,
	lines: readonly ScreenLine[],
	height: number,
	columns: number,
): ScreenLine[] {
	if (height <= 0) return [];
	if (lines.length <= height) return [...lines, ...blank(height - lines.length)];
	const isMoved = view.pane === pane;
	const at = Math.min(view[pane], lines.length - height);
	const [above, below] = [at, lines.length - height - at];
	const where = [above > 0 ? `${above} above` : '', below > 0 ? `${below + 1} below` : ''].filter(
		(each) => each !== '',
	);
	const keys = isMoved ? 'arrows, PgUp, PgDn' : 'Tab, then arrows';
	const more = lineOf(cutTo(`… ${countOf(lines.length, 'line')}: ${where.join(', ')} (${keys})`, columns), 'faint');
	return below > 0 ? [...lines.slice(at, at + height - 1), more] : [...lines.slice(at, at + height)];
}

function beside(left: readonly ScreenLine[], right: readonly ScreenLine[], columns: number): ScreenLine[] {
	return left.map((line, row) => {
		const other = right[row] ?? lineOf('');
		return lineOf(
			`${toWidth(line.text, columns)} │ ${other.text}`,
			line.look === 'heading' && other.look === 'heading' ? 'heading' : 'plain',
		);
	});
}

function wholeBody(lines: readonly ScreenLine[], height: number, { view }: Shown): Body {
	const at = Math.min(view.item, Math.max(0, lines.length - height));
	const seen = lines.slice(at, at + height);
	const size = { height, lines: lines.length };
	return { lines: [...seen, ...blank(height - seen.length)], sizes: { item: size, scale: size } };
}

function emptyLines({ progress, experiment }: Shown): ScreenLine[] {
	if (progress.reading) return [lineOf(''), lineOf(`reading the runs of ${visibleText(experiment)} that wait …`)];
	const next = progress.unstored > 0 ? 'the last scores are being stored' : 'all of it is stored';
	return [
		lineOf(''),
		lineOf(`Nothing more of ${visibleText(experiment)} waits here; ${next}.`),
		lineOf('u takes the last one back, s shows those left for later, q ends.'),
	];
}

function blank(count: number): ScreenLine[] {
	return Array.from({ length: Number.isFinite(count) ? Math.max(0, count) : 0 }, () => lineOf(''));
}
