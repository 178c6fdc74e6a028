import { withPlainDigits } from './lenient-json/bare-word';

/** A score that a text speaks of: `relevance: 4`, `**Tone** = 5`, `format_ok (1)`, `tone is a solid three`, `4 for tone`. */
export interface SaidScore {
	readonly name: string;
	readonly score: number;
}

const numberWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const digits = '\\d+(?!\\d|\\.\\d|\\s*(?:-|–|to)\\s*\\d)';
const words = numberWords.join('|');

/** A number behind a name; `1 to 5` is none, nor one of what comes next (`3 for tone`), and a word only where it counts nothing. */
const behind = `(${digits}(?!\\s+(?:for|on|in)\\s)|(?:${words})(?=$|[^\\p{L}\\d\\s]|\\s*\\n|\\s+(?:and|out|but|points?|stars?)(?!\\p{L})))`;

/** A number before a name. */
const before = `(?<![\\p{L}\\d.])(${digits}|${words})`;

/** Between a name and its number nothing else says much. */
const between = [
	...'is are was be of at as an? to i it its would should could gets? got gives? gave given'.split(' '),
	...'scores? scored rat(?:ing|ed|es?) level deserves? earns? equals? set just only about around maybe probably clearly strong weak solid good full low'.split(
		' ',
	),
].join('|');

const gap = '[^\\p{L}\\d\\n]{1,8}';

/** The scores that a text speaks of, by the names of the rubric. */
export function scoresSaid(text: string, names: readonly string[]): SaidScore[] {
	const plain = withPlainDigits(text);
	return names.flatMap((name) => {
		const spelled = `(?<![\\p{L}\\d])${name.replaceAll('_', '[_ -]?')}(?:[_ ]?(?:score|rating))?`;
		const forms = [
			`${spelled}${gap}(\\d+)(?!\\d|\\s*(?:-|–|to)\\s*\\d+\\s*\\)|\\s+(?:for|on|in)\\s)`,
			`${spelled}(?:${gap}(?:${between})(?!\\p{L})){0,5}${gap}${behind}`,
			`${before}(?:\\s*(?:/|of|out of)\\s*\\d+)?(?:\\s+(?:points?|stars?))?\\s+(?:for|on|in)\\s+(?:the\\s+|its\\s+|both\\s+)?${spelled}(?!\\p{L})`,
			`${before}\\s+\\(${spelled}\\)`,
		];
		return forms.flatMap((form) =>
			[...plain.matchAll(new RegExp(form, 'giu'))].map(([, said = '']) => ({ name, score: numberOf(said) })),
		);
	});
}

function numberOf(said: string): number {
	const word = numberWords.indexOf(said.toLowerCase());
	return word === -1 ? Number(said) : word;
}

/** Whether a text has a number in it, in digits, stars or as a word: it may be meant as a score, and may as well not. */
export function hasNumber(text: string): boolean {
	return /[\d★⭐]/u.test(withPlainDigits(text)) || new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu').test(text);
}
