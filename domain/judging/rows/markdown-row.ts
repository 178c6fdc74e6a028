/** The cells of a row of a Markdown table, without its marks: `\|` is a bar, and a cell may be bold or code. */
export function markdownCells(line: string): string[] {
	const row = line.trim();
	const inner = row.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
	return inner.split(/(?<!\\)\|/).map((cell) => {
		const plain = cell.trim().replace(/^(`+|\*\*|__)(.+)\1$/s, '$2');
		return plain.replace(/<br\s*\/?>/gi, '\n').replace(/\\([\\|_*`[\]#<>~-])/g, '$1');
	});
}

/** Whether a line is the rule below the names of the columns: `|---|:-:|`. */
export function isTableRule(line: string): boolean {
	return /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/.test(line) && line.includes('|');
}
