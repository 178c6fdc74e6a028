import { createTurns } from './turns';

test('a few work at once, the others in their order; whoever has left is passed over', async () => {
	const turns = createTurns(2);
	const begun: number[] = [];
	const ends: (() => void)[] = [];
	const left = new AbortController();
	const stays = new AbortController().signal;
	const ask = (number: number, signal = stays) =>
		turns.take(signal, async () => {
			begun.push(number);
			await new Promise<void>((resolve) => ends.push(resolve));
			return number;
		});
	const [one, two, three, four] = [ask(1), ask(2), ask(3, left.signal), ask(4)];
	const passedOver = expect(three).rejects.toMatchObject({ code: 'Interrupted' });
	expect(begun).toEqual([1, 2]);
	left.abort();
	ends.shift()?.();
	await one;
	await passedOver;
	expect(begun).toEqual([1, 2, 4]);
	for (const end of ends) end();
	expect(await Promise.all([two, four])).toEqual([2, 4]);
	await expect(turns.take(stays, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect(await turns.take(stays, async () => 5)).toBe(5);
});
