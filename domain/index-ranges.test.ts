import { fromRanges, toRanges } from './index-ranges';

test.each([
	[[], ''],
	[[0], '0'],
	[[0, 1, 2], '0-2'],
	[[0, 1, 3, 7, 8], '0-1,3,7-8'],
])('%j is %j', (indexes, ranges) => {
	expect(toRanges(indexes)).toBe(ranges);
	expect(fromRanges(ranges)).toEqual(indexes);
});

test('a hundred thousand cells are a few letters', () => {
	const all = Array.from({ length: 100_000 }, (_each, index) => index);
	expect(toRanges(all)).toBe('0-99999');
	expect(fromRanges('0-99999')).toEqual(all);
});
