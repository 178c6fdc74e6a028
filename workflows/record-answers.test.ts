import type { Answer } from '../contracts/activities';
import { takeBatch } from './record-answers';

const answers = (...lengths: number[]) =>
	lengths.map((length) => ({ generation: { text: 'x'.repeat(length) } }) as Answer);

test.each([
	[[10], 1, 0],
	[Array.from({ length: 25 }, () => 10), 20, 5],
	[[150_000, 40_000, 20_000, 10], 2, 2],
	[[300_000, 10], 1, 1],
	[[], 0, 0],
])('of answers of %j characters %d go together, and %d stay', (lengths, together, stay) => {
	const line = answers(...lengths);
	expect(takeBatch(line)).toHaveLength(together);
	expect(line).toHaveLength(stay);
});
