import { biasCoverage, kappaCoverage, rateCoverage, usualShape } from './test-support/coverage';

// A small part of `worth.long.test.ts`: wide limits, since it is 150 benches.

test('a judge that is one point milder is found within its interval', () => {
	expect(biasCoverage({ ...usualShape, scenarios: 16 }, 150, 1)).toBeGreaterThan(0.88);
});

test('the interval of kappa mostly holds the truth, and a bad judge is not trusted', () => {
	const found = kappaCoverage({ ...usualShape, noise: 4, bias: 0 }, 60, 2, 300);
	expect(found.truth).toBeLessThan(0.55);
	expect(found.covered).toBeGreaterThan(0.85);
	expect(found.trusted).toBeLessThan(0.06);
});

test('the interval of agreement mostly holds the truth', () => {
	expect(rateCoverage(usualShape, 1, 150, 3).covered).toBeGreaterThan(0.88);
});
