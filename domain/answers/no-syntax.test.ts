import { parseCandidates } from './candidates';
import { tables } from './test-support/tables';

/** What a list is made of, at the ends of a text. */
const syntax: readonly RegExp[] = [
	/^\s|\s$/,
	/^(?:\(?\p{Nd}{1,2}[.)、．：）]|[①-⑳❶-❿]|\p{Nd}\uFE0F?\u20E3|[-*•・]\s|[a-z][).]\s|tip \d)/iu,
	/^["'“”„«「[{(]|^\*\*|^#/,
	/["”“»」],$|[\]}],?$|\*\*$|[,;，、]$/,
	/<\/?(?:tip|li|think|answer)|\|$/,
];
/** Forms and rows whose texts only look like it. */
const apart = ['no list: one candidate, the whole', 'marks in a text'];
const alike = [
	'placeholders',
	'numbers that are part of the texts',
	'sentences about tips',
	'a mark in a list that is cut',
];

describe('no candidate holds syntax of its list', () => {
	test('in the table', () => {
		const rows = Object.entries(tables).flatMap(([form, all]) => (apart.includes(form) ? [] : all));
		const found = rows
			.filter(({ name }) => !alike.includes(name))
			.flatMap(({ answer, n_tips = 3, question }) => parseCandidates(answer, n_tips, question).tips)
			.filter((tip) => syntax.some((pattern) => pattern.test(tip)));
		expect(found).toEqual([]);
	});

	const sets: readonly (readonly string[])[] = [
		['Pack the bag now', 'Set a timer for 5 minutes', 'Call the clinic at 8:00'],
		['Leg den Zettel in die Tasche.', 'Stell den Wecker auf 8:10.', 'Ruf um acht an!'],
		['弁当を先に詰める。', 'タイマーを5分にする。', '8時に電話する。'],
		['ضع الورقة في الحقيبة.', 'اضبط المنبه.', 'اتصل في الثامنة.'],
		['बैग अभी पैक करें।', 'टाइमर लगाएँ।', 'आठ बजे फ़ोन करें।'],
		['Положи записку в сумку.', 'Поставь таймер «на пять».', 'Позвони в восемь.'],
		["Don't rush: it's early.", 'Say "no" once; then rest.', '2 eggs, 1 apple - and go.'],
	];
	const marks: readonly (readonly [string, (n: number) => string])[] = [
		...['.', ')', ':', ' -', ' –', '、', '．', '：', '）', '.)', ' •'].map(
			(end) => [end, (n: number) => `${n}${end} `] as const,
		),
		...['Tip ', 'Tip #', '**Tip ', 'Step ', '#', 'Nr. ', '提示', 'Совет '].map(
			(word) => [word, (n: number) => `${word}${n}: `] as const,
		),
		['(1)', (n) => `(${n}) `],
		['[1]', (n) => `[${n}] `],
		['１．', (n) => `${'１２３'[n - 1]}．`],
		['١.', (n) => `${'١٢٣'[n - 1]}. `],
		['१)', (n) => `${'१२३'[n - 1]}) `],
		['1️⃣', (n) => `${n}\uFE0F\u20E3 `],
		['①', (n) => `${'①②③'[n - 1]} `],
		['一、', (n) => `${'一二三'[n - 1]}、`],
		['a)', (n) => `${'abc'[n - 1]}) `],
		['A.', (n) => `${'ABC'[n - 1]}. `],
		['I.', (n) => `${'I'.repeat(n)}. `],
		['፩.', (n) => `${'፩፪፫'[n - 1]}. `],
		['1º', (n) => `${n}º `],
		['1ª dica:', (n) => `${n}ª dica: `],
		['1....', (n) => `${n}.... `],
		['Tip 1 💧:', (n) => `Tip ${n} 💧: `],
		['[Tip 1]', (n) => `[Tip ${n}] `],
		['Erstens:', (n) => `${['Erstens', 'Zweitens', 'Drittens'][n - 1]}: `],
		...['- ', '* ', '• ', '→ ', '✅ ', '- [ ] ', '> - ', '— '].map((bullet) => [bullet, () => bullet] as const),
	];
	const wrappings: readonly (readonly [string, (tip: string) => string])[] = [
		['as it is', (tip) => tip],
		['in quotes', (tip) => `"${tip}"`],
		['in quotes, with a comma', (tip) => `"${tip}",`],
		['in curly quotes', (tip) => `“${tip}”`],
		['bold', (tip) => `**${tip}**`],
		['in italics', (tip) => `*${tip}*`],
	];
	const frames: readonly (readonly [string, (list: string) => string])[] = [
		['alone', (list) => list],
		['with talk around', (list) => `Here are your tips:\n\n${list}\n\nHope this helps!`],
		['in a fence', (list) => `\`\`\`\n${list}\n\`\`\``],
		['behind thinking', (list) => `<think>1. x\n2. y\n3. z</think>\n${list}`],
		['with Windows line ends and blank lines', (list) => list.replaceAll('\n', '\r\n\r\n')],
	];
	const bare = (word: string) => word.replace(/^\*\*Tip $/, '**Tip');

	describe.each(marks)('lines with %s', (word, mark) => {
		test.each(wrappings)('%s', (_name, wrapped) => {
			for (const tips of sets) {
				const end = bare(word) === '**Tip' ? '**' : '';
				const list = tips
					.map((tip, at) => `${mark(at + 1).trimEnd()}${end}${/\s$/.test(mark(at + 1)) ? ' ' : ''}${wrapped(tip)}`)
					.join('\n');
				for (const [, framed] of frames) expect(parseCandidates(framed(list), 3).tips).toEqual(tips);
			}
		});
	});

	const quotes = [
		['"', '"'],
		['“', '”'],
		['„', '“'],
		['«', '»'],
		['「', '」'],
		['`', '`'],
	] as const;
	const commas = [', ', ',', ',\n', ';\n', '，', '、', ' ،', '\n'] as const;
	const brackets = [
		['[', ']'],
		['[\n', '\n]'],
		['［', '］'],
		['{', '}'],
		['("', '")'],
		['', ''],
	] as const;

	test.each(quotes)('texts in %s and %s, with any commas and brackets', (open, close) => {
		for (const tips of sets.filter((set) => !set.some((tip) => tip.includes(close) || tip.includes(open)))) {
			for (const comma of commas) {
				for (const [before, after] of brackets.filter(([bracket]) => bracket !== '("')) {
					const list = `${before}${tips.map((tip) => `${open}${tip}${close}`).join(comma)}${after}`;
					expect([list, parseCandidates(list, 3).tips]).toEqual([list, tips]);
				}
			}
		}
	});
});
