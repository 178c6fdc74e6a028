import { keptFor } from './kept-for';

test('what was read is given again for a time, and read once for all who ask meanwhile', async () => {
	let [now, reads] = [0, 0];
	const get = keptFor(
		3_000,
		() => now,
		async () => {
			reads += 1;
			return reads;
		},
	);
	expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1]);
	now = 2_999;
	expect(await get()).toBe(1);
	now = 3_000;
	expect(await get()).toBe(2);
	now = -3_600_000;
	expect([await get(), await get()]).toEqual([3, 3]);
});

test('a failure is everybody’s who waits, and is not kept', async () => {
	let reads = 0;
	const get = keptFor(
		3_000,
		() => 0,
		async () => {
			reads += 1;
			if (reads === 1) throw new Error('away');
			return reads;
		},
	);
	await Promise.all([1, 2].map(() => expect(get()).rejects.toThrow('away')));
	expect(await get()).toBe(2);
});
