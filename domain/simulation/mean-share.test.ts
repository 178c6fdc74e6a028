import { meanShare } from './mean-share';

test('an interval ends where a mean of shares can lie', () => {
	expect(meanShare([0.3, 0.36])).toEqual({
		mean: expect.closeTo(0.33, 9),
		interval: { low: 0, high: expect.closeTo(0.711, 3) },
	});
	expect(meanShare([0.99, 0.9])).toEqual({
		mean: expect.closeTo(0.945, 9),
		interval: { low: expect.closeTo(0.373, 3), high: 1 },
	});
	expect(meanShare([0.4])).toEqual({ mean: 0.4, interval: null });
});
