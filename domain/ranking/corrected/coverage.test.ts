import { correctedCoverage, usualRow } from './test-support/corrected-coverage';

// A small part of `corrected.long.test.ts`: wide limits, since it is 200 rows.

test('corrected rows hold the truth, where the raw auto mean is far off, and are narrower than people alone', () => {
	const found = correctedCoverage(usualRow, 200, 1);
	expect(found.covered).toBeGreaterThan(0.9);
	expect(found.width).toBeLessThan(0.9);
	expect(found.raw_off).toBeGreaterThan(0.7);
});

test('the intervals hold with a judge that tells little too, and win little then', () => {
	const found = correctedCoverage({ ...usualRow, noise: 8 }, 200, 2);
	expect(found.width).toBeGreaterThan(0.9);
	expect(found.covered).toBeGreaterThan(0.9);
});
