import { markOf } from './line-mark';
import { follows, isFirst } from './numerals';
import { isTipName } from './object-text';
import { plain } from './plain-text';
import { tipWord } from './tip-words';
import { saysSomething, visible } from './visible';

const label = new RegExp(`^${tipWord}\\s?[:：]\\s{0,20}(?=\\S)`, 'iu');

/**
 * The texts of a list without what is left of its syntax: a numbering that goes through them, one bullet before each, commas
 * at their ends, quotes and emphasis around them.
 */
export function tidy(texts: readonly string[]): string[] {
	const [first = '', ...others] = texts.map(plain);
	const bare = withoutCommas(isTipName(first) && others.length > 0 ? others : [first, ...others]);
	const unmarked = withoutBullets(withoutNumerals(withoutBullets(bare)));
	return unmarked.map((text) => plain(text.replace(label, ''))).filter(saysSomething);
}

function withoutNumerals(texts: readonly string[]): readonly string[] {
	const marks = texts.map((text) => markOf(text.slice(0, 400)));
	const counted = marks.every((mark, at) => {
		const last = marks[at - 1];
		if (mark?.kind !== 'numbered') return false;
		return last === undefined ? isFirst(mark.readings) : follows(mark.readings, last.readings);
	});
	const bare = marks.map((mark, at) => (mark?.text ?? '') + (texts[at] ?? '').slice(400));
	return counted && bare.every(saysSomething) ? bare : texts;
}

function withoutBullets(texts: readonly string[]): readonly string[] {
	const marks = texts.map((text) => markOf(text));
	const bullets = new Set(marks.map((mark) => mark?.bullet ?? ''));
	const [bullet = ''] = bullets;
	const isPicture = /\p{Extended_Pictographic}/u.test(bullet);
	if (bullets.size !== 1 || bullet === '' || (isPicture && texts.length < 2)) return texts;
	const bare = marks.map((mark) => mark?.text ?? '');
	return bare.every(saysSomething) ? bare : texts;
}

function withoutCommas(texts: readonly string[]): readonly string[] {
	const ends = texts.slice(0, -1).every((text) => /[,;，；、،؛]$/.test(text));
	return ends && texts.length > 1 ? texts.map((text) => visible(text.replace(/[,;，；、،؛]$/, ''))) : texts;
}
