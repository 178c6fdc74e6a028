import { setTimeout as pause } from 'node:timers/promises';
import { oneFlight } from './one-flight';

function held() {
	const begun: { resolve(value: number): void; reject(why: Error): void }[] = [];
	const ask = oneFlight(() => new Promise<number>((resolve, reject) => begun.push({ resolve, reject })));
	return { begun, ask };
}

test('whoever comes while it is asked gets the next answer, all of them one', async () => {
	const { begun, ask } = held();
	const first = ask();
	const [second, third] = [ask(), ask()];
	expect(begun).toHaveLength(1);
	begun[0]?.resolve(1);
	expect(await first).toBe(1);
	await new Promise(setImmediate);
	expect(begun).toHaveLength(2);
	begun[1]?.resolve(2);
	expect(await Promise.all([second, third])).toEqual([2, 2]);
});

test('a failure is nobody else’s', async () => {
	const { begun, ask } = held();
	const first = ask();
	const second = ask();
	begun[0]?.reject(new Error('away'));
	await expect(first).rejects.toThrow('away');
	await new Promise(setImmediate);
	begun[1]?.resolve(7);
	expect(await second).toBe(7);
	const last = ask();
	begun[2]?.resolve(8);
	expect(await last).toBe(8);
});

test('whoever is asked rests for as long as it took', async () => {
	const asked: number[] = [];
	const ask = oneFlight(async () => {
		asked.push(performance.now());
		await pause(30);
	}, 1_000);
	await Promise.all([ask(), ask()]);
	await Promise.all([ask(), ask()]);
	await pause(100);
	await ask();
	const [first = 0, second = 0, third = 0] = asked;
	expect(asked).toHaveLength(4);
	expect(second - first).toBeGreaterThanOrEqual(55);
	expect(third - second).toBeGreaterThanOrEqual(55);
});
