import { printable } from './printable';

test('what steers a terminal or turns the order of a line round is shown', () => {
	expect(printable('\u001b[31m\u0007\n')).toBe('\\x1b[31m\\x07\\x0a');
	expect(printable('a\u202eb\u2066c\u2028d\u061ce\u200f')).toBe('a\\u202eb\\u2066c\\u2028d\\u061ce\\u200f');
});

test('letters of any script and joined pictures stay', () => {
	const text = 'אב شات 🦙👩‍👩‍👧 ＝é';
	expect(printable(text)).toBe(text);
});
