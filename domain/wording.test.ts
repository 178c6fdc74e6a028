import { countOf } from './wording';

test.each([
	[0, '0 runs'],
	[1, '1 run'],
	[2, '2 runs'],
	[null, '? runs'],
])('%j is %s', (count, words) => {
	expect(countOf(count, 'run')).toBe(words);
});
