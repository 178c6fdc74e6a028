import { quantileOf } from './quantiles';

test('lies on the line between its neighbours', () => {
	expect(quantileOf([4, 1, 3, 2], 0.5).value).toBe(2.5);
	expect(quantileOf([1, 2, 3, 4], 0.95).value).toBeCloseTo(3.85, 12);
	expect(quantileOf([10, 9, 1], 0).value).toBe(1);
	expect(quantileOf([10, 9, 1], 1).value).toBe(10);
	expect(quantileOf([7], 0.95).value).toBe(7);
});

test('nothing measured has no quantile', () => {
	expect(quantileOf([], 0.5)).toEqual({ value: null, reason: 'nothing was measured' });
});
