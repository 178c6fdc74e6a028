/** In which form a judge file is: one object of JSON, an object a line, or a table with the names of its columns first. */
export type FileForm =
	| { readonly form: 'json' | 'lines' }
	| {
			readonly form: 'table';
			readonly delimiter: string;
			/** How many lines stand before the names of the columns. */
			readonly before: number;
	  };

const delimiters = [',', ';', '\t', '|'];

/** Whether the beginning of a file tells its form: its first line that says something is whole. */
export function isTelling(head: string): boolean {
	const { rest } = withoutOpening(head);
	return rest.includes('\n') || rest.length > 65_536;
}

/** The form of a file, by its beginning and never by its name. */
export function formOf(head: string): FileForm {
	const { rest, before, separator } = withoutOpening(head);
	const line = rest.split(/\r\n?|\n/, 1)[0] ?? '';
	if (line.startsWith('{')) return { form: isEntryLine(line) ? 'lines' : 'json' };
	const plain = line.toLowerCase();
	if (line.startsWith('[') || !/(?:^|[^a-z0-9])run[ _-]?id(?:[^a-z0-9]|$)/.test(plain)) return { form: 'json' };
	const found = separator ?? mostOften(line);
	return found === null ? { form: 'json' } : { form: 'table', delimiter: found, before };
}

/** Blank lines, the mark that says UTF-8, the fence that an assistant puts around, and the line in which Excel is told the delimiter. */
function withoutOpening(head: string): { rest: string; before: number; separator: string | null } {
	let [rest, before, separator] = [head.replace(/^\ufeff/, ''), 0, null as string | null];
	for (;;) {
		const opening = /^(?:[^\S\n]*|[^\S\n]*`{3,}\w*[^\S\n]*|"?sep=(.)"?[^\S\n]*)\r?\n/i.exec(rest);
		if (opening === null) return { rest: rest.trimStart(), before, separator };
		separator = opening[1] ?? separator;
		rest = rest.slice(opening[0].length);
		before += 1;
	}
}

function isEntryLine(line: string): boolean {
	if (/^\{\s*["'“]?run_id/.test(line)) return true;
	try {
		const parsed: unknown = JSON.parse(line.replace(/,\s*$/, ''));
		return typeof parsed === 'object' && parsed !== null && 'run_id' in parsed && !('runs' in parsed);
	} catch {
		return false;
	}
}

/** The delimiter that parts the names of the columns. */
function mostOften(line: string): string | null {
	const counts = delimiters.map((each) => ({ each, count: line.split(each).length - 1 }));
	const best = counts.reduce((a, b) => (b.count > a.count ? b : a));
	return best.count === 0 ? null : best.each;
}
