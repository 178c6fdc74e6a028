import { cutTo, toWidth, widthOf, wrapText } from './text-width';

test.each([
	['plain', 5],
	['午前9時', 7],
	['한국어', 6],
	['ｶﾞ', 2],
	['e\u0301', 1],
	['👍', 2],
	['a\u200db', 2],
	['', 0],
])('%j takes at most %s columns', (text, columns) => {
	expect(widthOf(text)).toBe(columns);
});

const texts = [
	'Put the permission slip into the lunch bag as you pack it, so that both leave the house at 8:15.',
	'午前9時の会議の前に、子供を学校まで送ってください。帰りにスーパーで牛乳を買うと一石二鳥です。',
	'Позвоните в клинику в 8:00, пока дети завтракают.',
	'ประชุมตอนเก้าโมงเช้าและพาลูกไปโรงเรียนก่อน',
	'👨‍👩‍👧 family 👩🏽‍💻 and flags 🇩🇪🇫🇷 together',
	`${'x'.repeat(300)} end`,
	'a  b   c',
	'\u0301\u0301 marks with nothing below them',
];

test.each([8, 12, 40, 80])('at %s columns no line is wider, and nothing is lost', (columns) => {
	for (const text of texts) {
		const lines = wrapText(text, columns, '  ');
		for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
		expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
	}
});

test('words stay whole where they fit, and further lines are indented', () => {
	expect(wrapText('one two three', 8, '  ')).toEqual(['one two', '  three']);
	expect(wrapText('', 8)).toEqual(['']);
});

test('a text is cut between characters, and filled up', () => {
	expect(cutTo('午前9時', 3)).toBe('午');
	expect(toWidth('午前9時', 4)).toBe('午前');
	expect(toWidth('午前', 5)).toBe('午前 ');
	expect(cutTo('👨‍👩‍👧!', 3)).toBe('');
});
