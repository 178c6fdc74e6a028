import { clipText } from '../../domain/clip';

// What nobody sees and what turns a text around; not the marks and isolates that writing from right to left needs, nor
// what joins the parts of an emoji. Tags hide text, but for those of a flag.
const unseen = /[\p{Cc}\u202D\u202E\uFEFF\u{E0000}-\u{E007F}]/gu;
const flag = /\u{1F3F4}[\u{E0020}-\u{E007E}]{2,6}\u{E007F}/gu;

/** A text as a person may see it: what is there but would not show is written out. Line ends and tabs stay. */
export function shownText(text: string): string {
	const whole = text.toWellFormed().replace(/\r\n?/g, '\n');
	let shown = '';
	let at = 0;
	for (const { 0: found, index } of whole.matchAll(flag)) {
		shown += written(whole.slice(at, index)) + found;
		at = index + found.length;
	}
	return shown + written(whole.slice(at));
}

function written(text: string): string {
	return text.replace(unseen, (each) => {
		if (each === '\n' || each === '\t') return each;
		const code = (each.codePointAt(0) ?? 0).toString(16);
		return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\u{${code}}`;
	});
}

/** A text cut to so many characters and lines, no character apart; the text itself where it is no longer. */
export function cutText(text: string, most: { readonly characters: number; readonly lines: number }): string {
	const lines = text.split('\n');
	const fewer = lines.length > most.lines ? `${lines.slice(0, most.lines).join('\n')}\n…` : text;
	return clipText(fewer, most.characters);
}
