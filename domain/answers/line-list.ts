/** Tips that stand on lines of their own. */
export interface LineList {
	readonly tips: string[];
	readonly form: 'numbered' | 'bulleted';
}

// A dot that stopped at U+2028 would make them try again from every space of a long line, hence `s`.
const numbered = /^([ \t]{0,12})(?:[*_#>]{1,4} ?)?(?:tip ?)?#?(\d{1,3}) ?[.):](?:\*\*|__)?[ \t]+(.*)$/is;
const bulleted = /^([ \t]{0,12})[-*•–+][ \t]+(.*)$/s;
const indented = /^[ \t]+(?:[-*•–+][ \t]+)?(.*)$/s;

/**
 * The first numbered or bulleted list of a text: at least two items, or one where one was asked for. Numbers start at
 * 0 or 1 and go up by one, or are all 1; a number that does not follow ends the list. Deeper lines belong to their item.
 * @param most tips to read at most
 */
export function readLineList(text: string, nTips: number, most: number): LineList | undefined {
	const items: Item[] = [];
	for (const line of text.split(/\r\n|\r|\n/)) {
		const item = itemOf(line);
		const first = items[0];
		const last = items.at(-1);
		if (item !== undefined && (first === undefined || sameLevel(item, first))) {
			if (first === undefined && (item.number ?? 0) > 1) continue;
			if (items.length === most || !follows(item, last)) break;
			items.push(item);
		} else if (last !== undefined) last.open = continueItem(last, line);
	}
	const tips = items
		.map(({ parts }) => plain(parts.filter((part) => part !== '').join(' ')))
		.filter((tip) => tip !== '');
	if (tips.length < Math.min(2, nTips)) return undefined;
	return { tips, form: items[0]?.number === undefined ? 'bulleted' : 'numbered' };
}

interface Item {
	readonly indent: number;
	readonly number: number | undefined;
	readonly parts: string[];
	/** Whether the next line may still belong to it. */
	open: boolean;
}

function itemOf(line: string): Item | undefined {
	const byNumber = numbered.exec(line);
	if (byNumber !== null) return newItem(byNumber[1], Number(byNumber[2]), byNumber[3]);
	const byBullet = bulleted.exec(line);
	return byBullet === null ? undefined : newItem(byBullet[1], undefined, byBullet[2]);
}

function newItem(indent = '', number: number | undefined, text = ''): Item {
	return { indent: indent.length, number, parts: [text.trim()], open: true };
}

function sameLevel(item: Item, first: Item): boolean {
	const sameKind = (item.number === undefined) === (first.number === undefined);
	return sameKind && item.indent <= first.indent + 1;
}

function follows(item: Item, last: Item | undefined): boolean {
	if (item.number === undefined || last?.number === undefined) return true;
	return item.number === last.number + 1 || (item.number === 1 && last.number === 1);
}

function continueItem(item: Item, line: string): boolean {
	const more = indented.exec(line)?.[1]?.trim() ?? '';
	if (!item.open || more === '') return false;
	item.parts.push(more);
	return true;
}

/** Without the marks of a list whose items were written as in JSON, or wholly in bold. */
function plain(text: string): string {
	const bare = text.trim();
	const inner = /^"(.*)"[,;]?$/s.exec(bare) ?? /^“(.*)”[,;]?$/s.exec(bare) ?? /^\*\*([^*]*)\*\*$/s.exec(bare);
	return (inner?.[1] ?? bare).trim();
}
