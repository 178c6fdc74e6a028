import type { FoundList } from './found-list';
import { visible } from './visible';

/** `%w[Rest Eat]` of Ruby, `qw(Rest Eat)` of Perl, `~w(Rest Eat)` of Elixir. */
const words =
	/(?:%[wWiI]|\bqw|~[wW])\s?(?:\[([^\]"]{1,4000})\]|\(([^)"]{1,4000})\)|\{([^}"]{1,4000})\}|<([^>"]{1,4000})>|\/([^/"]{1,4000})\/)/g;
/** `tips.append("Rest.")`, `print("Rest.")` and `echo "Rest."` on a line of their own. */
const statement =
	/^[ \t]{0,12}([\w.$]{1,40}(?:->\w{1,20})?\(|(?:echo|puts|print) )[ \t]?[bfrBFR]?(["'`])((?:\\.|(?!\2)[^\\\n]){1,2000})\2[ \t]?\)?;?[ \t]{0,12}$/gm;

/** Lists that only a program's text holds: words between marks, and one call a text. */
export function codeLists(text: string): FoundList[] {
	return [...wordLists(text), ...statementLists(text)].filter(({ texts }) => texts.length > 1);
}

function wordLists(text: string): FoundList[] {
	return [...text.matchAll(words)].map((found) => ({
		texts: visible(found.slice(1).find((inner) => inner !== undefined) ?? '')
			.split(/(?<!\\)\s+/)
			.map((word) => word.replace(/\\(?=\s)/g, '')),
		start: found.index,
		end: found.index + found[0].length,
		form: 'list',
	}));
}

function statementLists(text: string): FoundList[] {
	const lists = new Map<string, { texts: string[]; start: number; end: number; form: 'lines' }>();
	for (const found of text.matchAll(statement)) {
		const [all, name = '', quote = '', inner = ''] = found;
		// That announces the list.
		if (/[:：]$/.test(inner)) continue;
		const list = lists.get(name) ?? { texts: [], start: found.index, end: 0, form: 'lines' };
		list.texts.push(inner.replaceAll(`\\${quote}`, quote));
		lists.set(name, { ...list, end: found.index + all.length });
	}
	return [...lists.values()];
}
