import { digits, grouped, megabytes, seconds } from './numbers';

test('three digits that count, or all before the point', () => {
	expect(digits(0.9876)).toBe('0.99');
	expect(digits(24.123)).toBe('24.1');
	expect(digits(1234.5)).toBe('1235');
	expect(digits(0)).toBe('0.00');
	expect(seconds(512)).toBe('0.51');
	expect(megabytes(241_400_000)).toBe('241');
	expect(grouped(100_000)).toBe('100,000');
});
