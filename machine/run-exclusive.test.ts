import { runExclusive } from './run-exclusive';

const never = new AbortController().signal;
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

test('one at a time, in the order in which they came; other keys do not wait', async () => {
	const seen: string[] = [];
	const work = (name: string) => async () => {
		seen.push(`${name} begins`);
		await pause();
		seen.push(`${name} ends`);
		return name;
	};
	const all = ['a', 'b', 'c'].map((name) => runExclusive('one', never, work(name)));
	const other = runExclusive('other', never, async () => seen.push('other'));
	expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
	await other;
	const line = seen.filter((each) => each !== 'other');
	expect(line).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
	expect(seen.indexOf('other')).toBeLessThan(seen.indexOf('a ends'));
});

test('one that fails lets the next one in', async () => {
	const fails = runExclusive('one', never, () => Promise.reject(new Error('broke')));
	const next = runExclusive('one', never, async () => 'next');
	await expect(fails).rejects.toThrow('broke');
	expect(await next).toBe('next');
});

test('one that gives up waiting does nothing, and lets nobody in before those in front have gone', async () => {
	const seen: string[] = [];
	const { signal, abort } = abortable();
	let letGo = () => {};
	const first = runExclusive('one', never, () => new Promise<void>((resolve) => (letGo = resolve)));
	const second = runExclusive('one', signal, async () => seen.push('second'));
	const third = runExclusive('one', never, async () => seen.push('third'));
	abort();
	await expect(second).rejects.toThrow('enough');
	await pause();
	expect(seen).toEqual([]);
	letGo();
	await Promise.all([first, third]);
	expect(seen).toEqual(['third']);
	await expect(runExclusive('one', signal, async () => seen.push('late'))).resolves.toBe(2);
});

function abortable() {
	const controller = new AbortController();
	return { signal: controller.signal, abort: () => controller.abort(new Error('enough')) };
}
