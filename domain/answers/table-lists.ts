import type { FoundList } from './found-list';
import { joined } from './object-text';
import { visible } from './visible';

const row = /^[ \t]{0,12}\|(.+?)\|?[ \t]{0,12}$/gm;
/** Where a table has no bars at its sides, the ruler below its head tells it from text. */
const bareRuler = /^[ \t]{0,12}:?-{2,40}:?(?:[ \t]{0,12}\|[ \t]{0,12}:?-{2,40}:?){1,9}[ \t]{0,12}$/m;
const bareRow = /^[ \t]{0,12}([^|\n]+\|.*)$/gm;

/**
 * The rows of a table in Markdown, of each its texts, without its number and the head. A table need have no head: then a
 * first row of single words is one where there is a row more than was asked for.
 */
export function tableLists(drawn: string, nTips: number): FoundList[] {
	const text = drawn.replace(/[│┃║]/g, '|');
	const rows = [...text.matchAll(bareRuler.test(text) ? bareRow : row)].map((found) => ({
		isRuler: /^[\s|:+-]+$/.test(found[1] ?? ''),
		cells: (found[1] ?? '')
			.split('|')
			.map(visible)
			.filter((cell) => /\p{L}/u.test(cell)),
		start: found.index,
		end: found.index + found[0].length,
	}));
	const body = bodyOf(rows, nTips).filter(({ cells }) => cells.length > 0);
	const [first, last] = [body[0], body.at(-1)];
	if (first === undefined || last === undefined) return [];
	const isLine = body.length === 1 && first.cells.length === nTips;
	if (body.length === 1 && !isLine && !rows.some(({ isRuler }) => isRuler)) return [];
	const texts = isLine ? first.cells : body.map(({ cells }) => joined(cells));
	return [{ texts, start: first.start, end: last.end, form: 'table' }];
}

interface Row {
	readonly isRuler: boolean;
	readonly cells: readonly string[];
}

function bodyOf<Each extends Row>(rows: readonly Each[], nTips: number): readonly Each[] {
	const texts = rows.filter(({ isRuler }) => !isRuler);
	const rulers = rows.length - texts.length;
	const ruler = rows.findIndex(({ isRuler }) => isRuler);
	if (rulers === 0 || ruler === 0) return texts.length === nTips + 1 && isHead(texts[0]) ? texts.slice(1) : texts;
	// Lines between all rows rule no head off.
	return rulers > 1 && texts.length === nTips ? texts : rows.slice(ruler).filter(({ isRuler }) => !isRuler);
}

function isHead(row: Row | undefined): boolean {
	return row?.cells.every((cell) => !/[.!?。！？।]$/.test(cell) && cell.split(/\s+/).length < 4) ?? false;
}
