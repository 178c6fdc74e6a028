import { mapLimit } from './map-limit';

const numbers = Array.from({ length: 10 }, (_, at) => at);

/** Fails for 2, a moment after it began; says what was begun. */
function failing() {
	const begun: number[] = [];
	const work = async (number: number) => {
		begun.push(number);
		await new Promise((resolve) => setImmediate(resolve));
		if (number === 2) throw new Error('two');
		return number * 2;
	};
	return { begun, work };
}

test('the results come in order, and no more than three are under way', async () => {
	let now = 0;
	let most = 0;
	const results = await mapLimit(
		numbers,
		3,
		async (number) => {
			most = Math.max(most, ++now);
			await new Promise((resolve) => setTimeout(resolve, number % 2 === 0 ? 4 : 1));
			now--;
			return -number;
		},
		'go on',
	);
	expect(results).toEqual(numbers.map((number) => -number));
	expect(most).toBe(3);
});

test('after a failure the others are done all the same, or not begun any more', async () => {
	const all = failing();
	await expect(mapLimit(numbers, 3, all.work, 'go on')).rejects.toThrow('two');
	expect(all.begun).toEqual(numbers);
	const some = failing();
	await expect(mapLimit(numbers, 3, some.work, 'stop')).rejects.toThrow('two');
	expect(some.begun.length).toBeLessThan(6);
});
