import { readMinKappa } from './min-kappa';

test.each([
	[undefined, 0.6],
	['0.75', 0.75],
	['0', 0],
	['1', 1],
	['2', 0.6],
	['', 0.6],
	['much', 0.6],
	['NaN', 0.6],
])('a tag of %j is %d', (written, kappa) => {
	expect(readMinKappa(written)).toBe(kappa);
});
