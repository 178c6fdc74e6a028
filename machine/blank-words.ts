/** What templates, forms and shells write where nothing was given: Python, JavaScript, JSON, Go. */
const blank = new Set(['', 'none', 'null', 'undefined', 'nan', 'nil', '<nil>', '<no value>']);

/** Whether a text says that nothing is given. */
export function isBlankText(text: string): boolean {
	return blank.has(text.trim().toLowerCase());
}

/** `{{ ds }}`, `{% if`, `${NAME}`, `$NAME`, `%NAME%`, `<name>`: of templates, shells, and pages that one copies from. */
const unfilled = /\{\{|\}\}|\{%|\$\{|^\$[a-z_]|^%\w+%|^<[^<>]*>$/i;

/** Whether a text is, or holds, a place that whoever started us was to fill in, and has not. */
export function isUnfilled(text: string): boolean {
	return unfilled.test(text.trim());
}
