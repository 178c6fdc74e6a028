import { visibleLines } from './visible-text';

/** Markup that is safe to stand in a page as it is. Only {@link html} makes it. */
export class Markup {
	readonly text: string;
	private constructor(text: string) {
		this.text = text;
	}

	/** @internal */
	static of(text: string): Markup {
		return new Markup(text);
	}
}

/** What a template may hold: nothing stands for what is no text. */
export type Held = string | number | Markup | null | undefined | false | readonly Held[];

/**
 * A template of HTML or SVG in which every value is escaped, unless it is markup itself. Values may stand in text and in
 * quoted attributes, nowhere else.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Held[]): Markup {
	let text = parts[0] ?? '';
	for (const [at, value] of values.entries()) text += textOf(value) + (parts[at + 1] ?? '');
	return Markup.of(text);
}

function textOf(value: Held): string {
	if (value instanceof Markup) return value.text;
	if (typeof value === 'string') return escaped(value);
	if (typeof value === 'number') return String(value);
	if (value === null || value === undefined || value === false) return '';
	return value.map(textOf).join('');
}

const plain = /^[\w .,:;/()+×–-]*$/;
const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** What steers a reader's eye (control characters, directions) is shown, and nothing is markup. */
function escaped(text: string): string {
	if (plain.test(text)) return text;
	return visibleLines(text, '')
		.join('\n')
		.replace(/[&<>"']/g, (each) => entities[each] ?? '');
}
