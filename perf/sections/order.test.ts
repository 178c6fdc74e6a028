import { orderIn } from './order';

test('every second round goes backwards, and the list stays as it is', () => {
	const all = ['a', 'b', 'c'];
	expect([1, 2, 3].map((round) => orderIn(round, all).join(''))).toEqual(['abc', 'cba', 'abc']);
	expect(all).toEqual(['a', 'b', 'c']);
});
