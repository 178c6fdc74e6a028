import { parseCandidates } from './candidates';

/** A quadratic reading of any of these would run for minutes: that the test ends is the check. */
describe('a megabyte of anything is read', () => {
	const big = 1_000_000;
	const hostile: [string, string][] = [
		['opening brackets', '['.repeat(big)],
		['brackets that close', '['.repeat(big / 2) + ']'.repeat(big / 2)],
		['opening braces', '{'.repeat(big)],
		['lists of braces', '[{'.repeat(big / 2)],
		['nested objects in a list', `[${'{"a":'.repeat(big / 10)}1${'}'.repeat(big / 10)}]`],
		['quotes', `["${'"'.repeat(big)}`],
		['quotes apart', `["${'" '.repeat(big / 2)}`],
		['a quote and spaces', `["${' '.repeat(big)}`],
		['opening lists', '["'.repeat(big / 2)],
		['lists of one broken text', '["a" x '.repeat(big / 7)],
		['backslashes', `["${'\\'.repeat(big)}`],
		['commas', `[${','.repeat(big)}`],
		['digits', `[${'1'.repeat(big)}`],
		['spaces, then a line separator', `- a\n${' '.repeat(big)}\u2028`],
		['tabs before a dash', '\t'.repeat(big)],
		['line breaks', '\n'.repeat(big)],
		['dashes', '- '.repeat(big / 2)],
		['bullets with nothing', '- \n'.repeat(big / 3)],
		['stars', `1. **${'*'.repeat(big)}`],
		['fences', '```'.repeat(big / 3)],
		['line feeds with carriage returns', '\r\n1. '.repeat(big / 5)],
		['fences before a list', `${'```'.repeat(big / 3)}["Rest.", "Eat."]`],
	];
	test.each(hostile)('%s', (_name, text) => {
		expect(parseCandidates(text, 50).asked_format).toBe(false);
	});

	test('one long text is not cut', () => {
		const long = 'word '.repeat(big / 5).trim();
		expect(parseCandidates(JSON.stringify([long]), 1)).toMatchObject({ tips: [long], asked_format: true });
	});

	test('a member named __proto__ changes nothing', () => {
		parseCandidates('[{"__proto__":{"polluted":"yes"}}] {"__proto__":{"polluted":"yes"}}', 3);
		expect('polluted' in {}).toBe(false);
	});
});
