/** What a numeral may stand for: `i` is the ninth letter, and the Roman one. */
export interface Reading {
	readonly script: 'digits' | 'roman' | 'cjk' | 'word' | number;
	readonly value: number;
}

const alphabets = [
	'abcdefghijklmnopqrstuvwxyz',
	'абвгдежзиклмнопрст',
	'αβγδεζηθικλμ',
	'가나다라마바사아자차',
	'アイウエオカキクケコ',
	'イロハニホヘトチリヌ',
	'أبجدهوزحطي',
	'ابتثجحخد',
	'אבגדהוזחטי',
	'กขคงจฉชซ',
	'कखगघङचछज',
	'अआइईउऊ',
	'কখগঘঙচছজ',
	'கஙசஞட',
	'అఆఇఈఉఊ',
	'កខគឃង',
	'ກຂຄງຈ',
	'ကခဂဃင',
	'აბგდევზთიკ',
	'աբգդեզէըթժ',
	'ሀለሐመሠረሰቀ',
	'あいうえおかきくけこ',
	'ㄱㄴㄷㄹㅁㅂㅅㅇ'.normalize('NFKC'),
	'甲乙丙丁戊己庚辛壬癸',
];
/** Words for one, two and so on. */
const counted: readonly string[] = [
	'one two three four five six seven eight nine ten',
	'first second third fourth fifth sixth seventh eighth ninth tenth',
	'erstens zweitens drittens viertens fünftens sechstens siebtens achtens neuntens zehntens',
	'primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo',
	'primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo',
	'primo secondo terzo quarto quinto sesto settimo ottavo nono decimo',
	'premièrement deuxièmement troisièmement quatrièmement cinquièmement',
	'первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый',
	'الأولى الثانية الثالثة الرابعة الخامسة',
	'الأول الثاني الثالث الرابع الخامس',
	'첫째 둘째 셋째 넷째 다섯째',
	'첫_번째 두_번째 세_번째 네_번째 다섯_번째',
	'पहला दूसरा तीसरा चौथा पाँचवाँ',
];
const words = new Map(
	counted.flatMap((line) => line.split(' ').map((word, at): [string, number] => [word.replace('_', ' '), at + 1])),
);
/** By letter: each alphabet that has it, and its place there. */
const letters = new Map<string, Reading[]>();
for (const [script, alphabet] of alphabets.entries()) {
	for (const [at, letter] of [...alphabet].entries()) {
		letters.set(letter, [...(letters.get(letter) ?? []), { script, value: at + 1 }]);
	}
}
const cjk = '〇一二三四五六七八九十';
/** Rows of ringed digits that have no plain form in Unicode: the first of each row, and what it counts. */
const ringed: readonly (readonly [first: number, value: number, length: number])[] = [
	[0x2776, 1, 10],
	[0x2780, 1, 10],
	[0x278a, 1, 10],
	[0x24eb, 11, 10],
	[0x24f5, 1, 10],
	[0x1f10b, 0, 2],
	[0x1f150, 1, 26],
	[0x1f170, 1, 26],
];

/** Patterns of what {@link readingsOf} reads: numerals that need no dot or bracket, those that a word may stand right before, others. */
export const ringedNumeral =
	'[①-⓿❶-➓㈠-㈩㊀-㊉¹²³⁴-⁹\\u{1F10B}\\u{1F10C}\\u{1F110}-\\u{1F129}\\u{1F130}-\\u{1F149}\\u{1F150}-\\u{1F169}\\u{1F170}-\\u{1F189}]|\\p{Nd}\\uFE0F?\\u20E3|🔟';
export const spelledNumeral = `[${cjk}]{1,3}(?=[ ]?[：:、.．)）])`;
export const otherNumeral = `(?:${[...words.keys()].join('|')})(?:ly)?(?![\\p{L}\\p{M}])|[${cjk}]{1,3}|(?:[ivx]{1,6}|\\p{L}\\p{M}?)(?![\\p{L}\\p{M}])|[\\p{No}\\p{Nl}]{1,3}`;

/** What a numeral of any script may stand for; nothing where it is none. */
export function readingsOf(numeral: string): Reading[] {
	const digits = /^[0-9]+$/.test(numeral) ? Number(numeral) : ringedOf(numeral);
	if (digits !== undefined) return [{ script: 'digits', value: digits }];
	const plain = numeral
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\uFE0F\u20E3().]|(?<=[a-z]{3})ly$/g, '');
	const known = [
		{ script: 'digits', value: digitsOf(plain) },
		{ script: 'roman', value: romanOf(plain) },
		{ script: 'cjk', value: cjkOf(plain) },
		{ script: 'word', value: words.get(plain) },
		...(letters.get(plain) ?? []),
	] as const;
	return known.flatMap(({ script, value }) => (value === undefined ? [] : [{ script, value }]));
}

function ringedOf(numeral: string): number | undefined {
	if (numeral === '🔟') return 10;
	const code = numeral.codePointAt(0) ?? 0;
	const row = ringed.find(([first, , length]) => code >= first && code < first + length);
	return row === undefined ? undefined : row[1] + code - row[0];
}

/** Whether one numeral comes right after the other in some reading; lists whose items are all 1 go on too. */
export function follows(next: readonly Reading[], last: readonly Reading[]): boolean {
	return next.some(({ script, value }) =>
		last.some(
			(each) =>
				each.script === script &&
				(each.value + 1 === value || (script === 'digits' && value === 1 && each.value === 1)),
		),
	);
}

/** Whether a list can begin with it. */
export function isFirst(readings: readonly Reading[]): boolean {
	return readings.some(({ value }) => value <= 1);
}

/** Every script has its digits in a row of ten, which begins at a multiple of sixteen or six behind one. */
function digitsOf(text: string): number | undefined {
	if (/^[\p{No}\p{Nl}]+$/u.test(text)) return [...text].reduce((sum, numeral) => sum + placeInRow(numeral), 0);
	if (!/^\p{Nd}+$/u.test(text)) return undefined;
	return [...text].reduce((sum, digit) => {
		const code = digit.codePointAt(0) ?? 0;
		const place = code % 16;
		const zero = place >= 6 && !/\p{Nd}/u.test(String.fromCodePoint(code - place)) ? 6 : 0;
		return sum * 10 + place - zero;
	}, 0);
}

/** Numerals that are no digits, such as those of Ethiopic, stand in a row that begins with one. */
function placeInRow(numeral: string): number {
	const code = numeral.codePointAt(0) ?? 0;
	let place = 1;
	while (place < 10 && /[\p{No}\p{Nl}]/u.test(String.fromCodePoint(code - place))) place += 1;
	return place;
}

function romanOf(text: string): number | undefined {
	if (!/^(?:x{0,3})(?:ix|iv|v?i{0,3})$/.test(text) || text === '') return undefined;
	const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };
	return [...text].reduce((sum, letter, at) => {
		const value = values[letter] ?? 0;
		return (values[text[at + 1] ?? ''] ?? 0) > value ? sum - value : sum + value;
	}, 0);
}

function cjkOf(text: string): number | undefined {
	const parts = /^([一二三四五六七八九])?(十)?([〇一二三四五六七八九])?$/.exec(text);
	if (parts === null || text === '') return undefined;
	const [, first = '', ten, last = ''] = parts;
	if (ten === undefined) return first !== '' && last !== '' ? undefined : cjk.indexOf(first || last);
	return (first === '' ? 1 : cjk.indexOf(first)) * 10 + (last === '' ? 0 : cjk.indexOf(last));
}
