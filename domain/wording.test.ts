import { argument, countOf, verbOf } from './wording';

test.each([
	[0, '0 runs'],
	[1, '1 run'],
	[2, '2 runs'],
	[null, '? runs'],
])('%j is %s', (count, words) => {
	expect(countOf(count, 'run')).toBe(words);
});

test('a noun has the plural that it needs, and a verb goes with its count', () => {
	expect([countOf(2, 'bench'), countOf(1, 'bench'), countOf(3, 'judge')]).toEqual(['2 benches', '1 bench', '3 judges']);
	expect([0, 1, 2, null].map((count) => verbOf(count, 'wait'))).toEqual(['wait', 'waits', 'wait', 'wait']);
});

test.each([
	['tips-1', 'tips-1'],
	['prompt-ab/v1-vs-v2', 'prompt-ab/v1-vs-v2'],
	['-x', '-- -x'],
	['--help', '-- --help'],
	['two words', "'two words'"],
	['-two words', "-- '-two words'"],
	["it's", "'it'\\''s'"],
	['$(reboot)', "'$(reboot)'"],
	['~/x', "'~/x'"],
	['', "''"],
	['א', "'א'"],
])('%j is pasted as %s', (name, pasted) => {
	expect(argument(name)).toBe(pasted);
});
