import { lineOf, markOf } from './line-mark';
import type { Reading } from './numerals';
import { isMemberName, isTextName, isTipName, joined, textOfMembers } from './object-text';
import { plain } from './plain-text';
import { visible } from './visible';

/** An item of a list of lines while its lines are read. */
export interface Item {
	readonly readings: readonly Reading[];
	readonly bullet: string;
	readonly indent: number;
	/** Whether its first line is only the title of what follows. */
	readonly titled: boolean;
	/** The first line, behind the mark. */
	readonly head: string;
	/** Lines that surely belong to it. */
	readonly below: string[];
	/** Lines right below that are not indented: they belong to it where the list goes on. */
	readonly loose: string[];
	/** Whether a further line may still belong to it. */
	open: boolean;
}

/** The text of each item, in one line. */
export function textsOf(items: readonly Item[]): string[] {
	const pictures = new Set(
		items
			.map(({ bullet }) => bullet)
			.filter((bullet) => /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(bullet)),
	);
	const withLoose = items.filter(({ loose }) => loose.length > 0).length;
	return items.map((item, at) => {
		const haveLoose = (withLoose - (item.loose.length > 0 ? 1 : 0)) * 2 >= items.length - 1;
		const isLast = at === items.length - 1;
		// What follows the last item may be talk: it is its text where the other items have such lines too.
		const taken = !isLast || plain(item.head) === '' || (items.length > 1 ? haveLoose : item.titled);
		const lines = taken ? [...item.below, ...item.loose] : item.below;
		const [head = '', ...others] = withoutBlocks([item.head, ...lines]);
		const text = membersText(head, others) ?? textOf({ ...item, head }, others);
		return pictures.size > 1 && item.bullet !== '' ? `${item.bullet} ${text}` : text;
	});
}

/** The items of the lists below items that are only their headings: none where one has no list, or another line. */
export function textsBelow(items: readonly Item[]): string[] {
	const lists = items.map(({ below, loose }) => [...below, ...loose].filter((line) => visible(line) !== ''));
	const texts = lists.flat().map((line) => plain(markOf(lineOf(line).text)?.text ?? ''));
	return lists.every((lines) => lines.length > 0) && !texts.includes('') ? texts : [];
}

const block = /(^|:[ \t]+)[>|][+-]?\d?[+-]?[ \t]*$/;
const member = /^\s*["'*]{0,2}(\w{1,20})["'*]{0,2}\s?:(?:\s|$)/;

/** Without the marks of YAML that say `the text is below`: there it is taken from, up to the next member. */
function withoutBlocks(lines: readonly string[]): string[] {
	if (!lines.some((line) => block.test(line))) return [...lines];
	const folded: string[] = [];
	let isOpen = false;
	for (const line of lines) {
		const isMember = isTextName(member.exec(line)?.[1] ?? '');
		if (isOpen && !isMember) folded.push(`${folded.pop() ?? ''} ${visible(line)}`);
		else folded.push(line.replace(block, '$1'));
		isOpen = block.test(line) || (isOpen && !isMember);
	}
	return folded.map((line) => line.trimEnd());
}

function textOf(item: Item, lines: readonly string[]): string {
	const body = lines
		.map((line) => {
			const { text } = lineOf(line);
			return plain(markOf(text)?.text ?? text);
		})
		.filter((line) => line !== '' && !/^(?:[-*_=]{3,}|```.*)$/.test(line))
		.join(' ');
	const head = plain(item.head);
	if (head === '' || body === '') return head || body;
	const isTitled = item.titled || markOf(lineOf(lines[0] ?? '').text)?.kind === 'bulleted';
	return isTitled ? joined([head, body]) : `${head} ${body}`;
}

/** Lines such as `title: …` and `description: …` are members of one item. */
export function membersText(head: string, lines: readonly string[]): string | undefined {
	const members = [head, ...lines].map((line) =>
		/^\s{0,20}["'*]{0,2}(\w{1,20})["'*]{0,2}\s?:["'*]{0,2}\s(.*)$/s.exec(line),
	);
	const names = members.map((member) => member?.[1] ?? '');
	if (!names.some(lines.length === 0 ? isTipName : isTextName) || !names.every(isMemberName)) return undefined;
	return textOfMembers(
		members.map((member) => [member?.[1] ?? '', plain((member?.[2] ?? '').replace(/,\s?$/, ''))]),
		true,
	);
}
