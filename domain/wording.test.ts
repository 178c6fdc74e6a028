import { argument, countOf } from './wording';

test.each([
	[0, '0 runs'],
	[1, '1 run'],
	[2, '2 runs'],
	[null, '? runs'],
])('%j is %s', (count, words) => {
	expect(countOf(count, 'run')).toBe(words);
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
