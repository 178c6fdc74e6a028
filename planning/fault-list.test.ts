import { faultList } from './fault-list';

test('however many faults there are, what is told of them fits what Temporal carries', () => {
	const many = Array.from({ length: 40_000 }, (_none, each) => `candidates: No prompt version is named "x${each}".`);
	const { message } = faultList([...many, 'y'.repeat(9_000_000)], ['z'.repeat(9_000_000)]).asError();
	expect(message.length).toBeLessThan(300_000);
	expect(message).toContain('"x99".\n- … and 39901 more\n- note: z');
});
