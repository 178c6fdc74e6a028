import { whileMay } from './while-may';

test('a stream ends at its first part after whoever asked may no more, and what feeds it is told', async () => {
	let may = true;
	let left = false;
	let push = (_: string) => undefined as unknown;
	const source = new ReadableStream<Uint8Array>({
		start: (controller) => {
			push = (text) => controller.enqueue(new TextEncoder().encode(text));
		},
		cancel: () => {
			left = true;
		},
	});
	const reader = whileMay(source, () => may).getReader();
	push('one');
	expect(new TextDecoder().decode((await reader.read()).value)).toBe('one');
	may = false;
	push('two');
	expect(await reader.read()).toEqual({ done: true, value: undefined });
	await new Promise((resolve) => setTimeout(resolve, 5));
	expect(left).toBe(true);
});

test('whoever leaves ends what feeds it', async () => {
	let left = false;
	const source = new ReadableStream<Uint8Array>({
		cancel: () => {
			left = true;
		},
	});
	await whileMay(source, () => true).cancel();
	expect(left).toBe(true);
});
