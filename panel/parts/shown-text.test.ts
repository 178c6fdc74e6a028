import { cutText, shownText } from './shown-text';

test.each([
	['plain text', 'Pack\tboth\nlunches', 'Pack\tboth\nlunches'],
	['writing from right to left with its marks', 'خذ\u200F \u2067قلم\u2069 👩‍👩‍👧', 'خذ\u200F \u2067قلم\u2069 👩‍👩‍👧'],
	[
		'a flag that is made of tags',
		'🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
		'🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
	],
	['text that is hidden in tags', 'a\u{E0049}\u{E0047}', 'a\\u{e0049}\\u{e0047}'],
	['an override of the direction', 'a\u202Eb', 'a\\u202eb'],
	['control characters', '\u0000\u001b[31m', '\\u0000\\u001b[31m'],
	['line ends of other systems', 'a\r\nb\rc', 'a\nb\nc'],
	['half a character', '\ud83d', '\ufffd'],
	['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
])('%s', (_what, text, expected) => {
	expect(shownText(text)).toBe(expected);
});

test('a long text is cut by characters or by lines, never within a character', () => {
	expect(cutText('short', { characters: 10, lines: 2 })).toBe('short');
	expect(cutText('a\nb\nc', { characters: 10, lines: 2 })).toBe('a\nb\n…');
	expect(cutText('👍👍👍', { characters: 4, lines: 2 })).toBe('👍…');
});
