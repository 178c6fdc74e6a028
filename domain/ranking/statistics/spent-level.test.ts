import { spentLevel } from './spent-level';

test('what is spent never adds up to more than the level', () => {
	let spent = 0;
	for (let count = 1; count <= 10_000; count += 1) spent += spentLevel(0.05, count);
	expect(spent).toBeLessThan(0.05);
	expect(spent).toBeGreaterThan(0.0499);
	expect(spentLevel(0.05, 1)).toBeCloseTo(0.0304, 4);
});
