import { meanOf, median, quantile, summaryOf } from './statistics';

test('quantiles lie between the two nearest values', () => {
	expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
	expect(quantile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48);
	expect(median([7])).toBe(7);
	expect(() => median([])).toThrow(RangeError);
});

test('a summary keeps the ends, and nothing has none', () => {
	expect(summaryOf([3, 1, 2])).toEqual({ count: 3, median: 2, p95: 2.9, smallest: 1, largest: 3 });
	expect(summaryOf([])).toBeNull();
});

test('a mean says how far it may be off', () => {
	expect(meanOf([2, 4, 6, 8])).toEqual({ mean: 5, standardError: Math.sqrt(20 / 3 / 4) });
	expect(() => meanOf([1])).toThrow(RangeError);
});
