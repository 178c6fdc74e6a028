import { compositeOf, computedFlags, lowestScores, scoreNames } from '../domain/judging/rubric';
import { createTemporaryCatalog, failureOf, type TemporaryCatalog } from './test-support/temporary-catalog';

let temporary: TemporaryCatalog;
beforeEach(async () => {
	temporary = await createTemporaryCatalog();
});
afterEach(() => temporary.remove());

describe('a second rubric is a second file', () => {
	const text = [
		'---',
		'dimensions:',
		'  - { name: clarity, min: 0, max: 10 }',
		'  - { name: warmth }',
		'flags:',
		'  - { name: long, rule: { words_over: 2 } }',
		'  - { name: unsafe }',
		'composite: { clarity: 0.5, warmth: 2, unsafe: -20 }',
		'---',
		'# How to score',
		'',
	].join('\n');

	test('with its own scales, flags and weights', async () => {
		await temporary.put('rubrics/warm-v2.md', text);
		const rubric = await temporary.catalog.rubric('warm-v2');
		expect(await temporary.catalog.rubricNames()).toEqual(['warm-v2']);
		expect(rubric.text).toBe(text);
		expect(scoreNames(rubric)).toEqual(['clarity', 'warmth', 'long', 'unsafe']);
		expect(computedFlags(rubric, ['one two three'], true)).toEqual({ long: 1 });
		expect(lowestScores(rubric)).toEqual({ clarity: 0, warmth: 1, long: 0, unsafe: 0 });
		expect(compositeOf(rubric, { clarity: 7, warmth: 4, long: 1, unsafe: 1 })).toBe(3.5 + 8 - 20);
	});

	test('and Windows line ends change no hash', async () => {
		await temporary.put('rubrics/a.md', text);
		await temporary.put('rubrics/b.md', `\uFEFF${text.replaceAll('\n', '\r\n')}`);
		expect((await temporary.catalog.rubric('b')).hash).toBe((await temporary.catalog.rubric('a')).hash);
	});

	test.each([
		['no front matter', '# Rubric', 1, 'front matter'],
		['a weight of nothing', text.replace('warmth: 2', 'warmt: 2'), 8, 'composite.warmt'],
		[
			'no dimension',
			text.replace(/dimensions:[\s\S]*?flags/, 'dimensions: []\nflags'),
			2,
			'dimensions: must be a list that is not empty, but is []',
		],
		['a scale upside down', text.replace('max: 10', 'max: -1'), 2, 'min must be below max'],
		['a name twice', text.replace('name: unsafe', 'name: clarity'), 2, 'clarity stands twice'],
		[
			'an unknown rule',
			text.replace('words_over: 2', 'letters_over: 2'),
			6,
			'flags.0.rule.letters_over: unknown key; did you mean words_over?',
		],
		[
			'a word for a rule',
			text.replace('{ words_over: 2 }', 'asked_format'),
			6,
			'flags.0.rule: must be asked-format or keys with values, but is "asked_format"',
		],
		[
			'a blank rule',
			text.replace('{ words_over: 2 }', ''),
			6,
			'flags.0.rule: is blank: leave it out, or give asked-format or keys with values',
		],
		[
			'a word of judge files',
			text.replace('name: unsafe', 'name: note'),
			7,
			'is a word that judge files use themselves',
		],
		['a key twice', text.replace('flags:', 'dimensions:'), 5, 'YAML'],
		['no text', text.replace('# How to score', ''), 10, 'has no text'],
	])('%s is told with its line', async (_name, wrong, line, word) => {
		await temporary.put('rubrics/bad.md', wrong);
		const failure = await failureOf(temporary.catalog.rubric('bad'));
		expect(failure.code).toBe('DataFileInvalid');
		expect(failure.message).toContain(`rubrics/bad.md, line ${line}:`);
		expect(failure.message).toContain(word);
	});
});
