import { meanInterval } from './mean-interval';
import { chanceOf, shuffled } from './test-support/tables';

test('needs two scenarios that differ, and says so', () => {
	expect(meanInterval([])).toMatchObject({ mean: null, interval: { value: null, reason: 'no scenario has a score' } });
	expect(meanInterval([7])).toMatchObject({ mean: 7, scenarios: 1, interval: { value: null } });
	expect(meanInterval([17, 17, 17])).toMatchObject({ mean: 17, interval: { value: null } });
	expect(meanInterval([17, 16]).interval.value).not.toBeNull();
});

test('two scenarios, by hand: t(0.975; 1) is tan(0.475 π)', () => {
	const { mean, interval } = meanInterval([4, 6]);
	expect(mean).toBe(5);
	expect(interval.value?.high).toBeCloseTo(5 + Math.tan(0.475 * Math.PI), 9);
	expect(interval.value?.low).toBeCloseTo(5 - Math.tan(0.475 * Math.PI), 9);
});

test('more confidence is wider, and order changes nothing', () => {
	const values = [0.1, 0.7, 3.3, 9.1, 12.7, 4.4];
	const width = (confidence: number) => {
		const { low, high } = meanInterval(values, confidence).interval.value ?? { low: 0, high: 0 };
		return high - low;
	};
	expect(width(0.8)).toBeLessThan(width(0.95));
	expect(width(0.95)).toBeLessThan(width(0.99));
	const chance = chanceOf(3);
	for (let round = 0; round < 9; round += 1)
		expect(meanInterval(shuffled(values, chance))).toEqual(meanInterval(values));
});
