import { wilson } from './wilson';

// Newcombe (1998), to the four decimals that are printed there.
test.each([
	[81, 263, 0.2553, 0.3662],
	[15, 148, 0.0624, 0.1605],
	[0, 20, 0, 0.1611],
	[1, 29, 0.0061, 0.1718],
])('%i of %i, as published', (times, of, low, high) => {
	const { value } = wilson(times, of);
	expect(value?.rate).toBe(times / of);
	expect(value?.low).toBeCloseTo(low, 4);
	expect(value?.high).toBeCloseTo(high, 4);
});

test('stays in 0 to 1, and mirrors', () => {
	for (let of = 1; of < 40; of += 1)
		for (let times = 0; times <= of; times += 1) {
			const [one, other] = [wilson(times, of).value, wilson(of - times, of).value];
			expect(one?.low).toBeGreaterThanOrEqual(0);
			expect(one?.high).toBeLessThanOrEqual(1);
			expect(one?.low).toBeCloseTo(1 - (other?.high ?? 0), 12);
		}
	expect(wilson(7, 7).value?.high).toBe(1);
});

test('nothing counted, or more than there is, has no rate', () => {
	expect(wilson(0, 0)).toEqual({ value: null, reason: 'nothing was counted' });
	expect(wilson(0, Number.NaN).value).toBeNull();
	for (const times of [-1, 4, Number.NaN]) expect(wilson(times, 3).value).toBeNull();
});
