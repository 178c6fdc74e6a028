/** What templates, forms and shells write where nothing was given: Python, JavaScript, JSON, Go. */
const blank = new Set(['', 'none', 'null', 'undefined', 'nan', 'nil', '<nil>', '<no value>']);

/** Whether a text says that nothing is given. */
export function isBlankText(text: string): boolean {
	return blank.has(text.trim().toLowerCase());
}
