import { intervalCaution } from './interval-caution';
import { type ShapeName, seededChance, shapes, simulatedTable } from './test-support/simulated-bench';

const range = { low: 2, high: 17 };

const cautioned = (name: ShapeName, scenarios: number) => {
	const chance = seededChance(3);
	let times = 0;
	for (let bench = 0; bench < 200; bench += 1) {
		const [scores = []] = simulatedTable([shapes[name]], scenarios, chance).scores;
		if (
			intervalCaution(
				scores.filter((each) => each !== null),
				range,
			) !== null
		)
			times += 1;
	}
	return times / 200;
};

test('says so where t-intervals were seen to miss, and hardly ever elsewhere', () => {
	for (const scenarios of [8, 16, 64]) {
		expect(cautioned('near the ceiling', scenarios)).toBeGreaterThan(0.95);
		expect(cautioned('rare failures', scenarios)).toBeGreaterThan(0.95);
		expect(cautioned('mid-scale', scenarios)).toBeLessThan(0.1);
	}
	expect(cautioned('many empty', 8)).toBeGreaterThan(0.6);
	expect(cautioned('many empty', 64)).toBeLessThan(0.05);
});

test('names the end', () => {
	expect(intervalCaution([17, 16, 3], range)).toContain('top');
	expect(intervalCaution([3, 3, 17], range)).toContain('near the bottom');
	expect(intervalCaution([3, 9, 12], range)).toContain('many scores at the bottom');
	expect(intervalCaution([8, 9, 12], range)).toBeNull();
	expect(intervalCaution([], range)).toBeNull();
});
