import { parseCandidates } from './candidates';

/** A quadratic reading of any of these would run into the time limit: that the test ends is the check. */
describe('100,000 characters of anything are read', () => {
	const big = 100_000;
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
		['thinking that begins', '<think>'.repeat(big / 7)],
		['thinking that ends', '</think>'.repeat(big / 8)],
		['channels', '<|channel|>'.repeat(big / 11)],
		['ends of turns', 'a<|end|>'.repeat(big / 8)],
		['tags', '<tip>'.repeat(big / 5)],
		['tags and texts', '<tip>a</tip>'.repeat(big / 12)],
		['tags that are cut', '<a'.repeat(big / 2)],
		['rows of a table', '| a |\n'.repeat(big / 6)],
		['bars', '|'.repeat(big)],
		['comments', `["a", ${'/* '.repeat(big / 3)}`],
		['notes', `["a" ${'(b) '.repeat(big / 4)}`],
		['escaped quotes', '\\"'.repeat(big / 2)],
		['objects, one a line', '{"a":"b"}\n'.repeat(big / 10)],
		['lists, one a line', '["a"]\n'.repeat(big / 6)],
		['lists that a quote has swallowed', '["a, ["b", "c"] '.repeat(big / 16)],
		['numbers on one line', '1. a 2. b '.repeat(big / 10)],
		['numbers in a ring', '1️⃣ '.repeat(big / 4)],
		['words', 'word '.repeat(big / 5)],
		['quoted lines', '"a"\n'.repeat(big / 4)],
		['quotes at the begin of lines', '"a\n'.repeat(big / 3)],
		['apostrophes', "'a' ".repeat(big / 4)],
		['bold titles', '**a**\n'.repeat(big / 6)],
		['bold numbers with text', '**1. a**\nb\n\n'.repeat(big / 12)],
		['lines below a bullet', '- a\n  b\n'.repeat(big / 8)],
		['a title with lines below', `1. **${'a'.repeat(big / 2)}**\n${'b\n'.repeat(big / 4)}`],
		['a dash, then spaces', `["a" -${' '.repeat(big)}`],
		['calls', 'f("a" '.repeat(big / 6)],
		['calls of calls', 'f('.repeat(big / 2)],
		['calls line by line', 'print("a")\n'.repeat(big / 11)],
		['a call that is never closed', `print("${'\\"'.repeat(big / 2)}`],
		['pieces', `["a"${' + "a"'.repeat(big / 6)}`],
		['pieces without a sign', `["a "${' "a "'.repeat(big / 5)}`],
		['pluses', `["a"${' +'.repeat(big / 2)}`],
		['corner brackets', '「a」'.repeat(big / 3)],
		['corner brackets that open', '「'.repeat(big)],
		['words of Ruby', '%w['.repeat(big / 3)],
		['headings of thoughts', '## Thought\n'.repeat(big / 11)],
		['headings of thoughts and answers', '## Thought\n## Answer\n'.repeat(big / 21)],
		['bold over lines', '* **\n'.repeat(big / 5)],
		['stars at the end of lines', '**a\n**\n'.repeat(big / 7)],
		['letters o', 'o A\n'.repeat(big / 4)],
		['block texts of YAML', '- >\n  a\n'.repeat(big / 8)],
		['lines in one block text', `- >\n${'  a\n'.repeat(big / 4)}`],
		['rows with one bar', '| a\n'.repeat(big / 4)],
		['rows below a bare ruler', `a | b\n--- | ---\n${'a | b\n'.repeat(big / 6)}`],
		['numerals in a row', '፩'.repeat(big)],
		['dots behind a numeral', `1${'.'.repeat(big)}`],
		['pictures behind a numeral', `1 ${'💧'.repeat(big / 2)}`],
		['brackets in words', '[a, b]\n'.repeat(big / 7)],
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
