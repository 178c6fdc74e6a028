import { optimizeNamed, withoutFollowed } from './optimizes';

const listed = [
	{ id: 'optimize/a', state: 'RUNNING', experiment: 'a' },
	{ id: 'optimize/b', state: 'RUNNING', experiment: null },
	{ id: 'optimize/a', state: 'TERMINATED', experiment: 'a' },
	{ id: 'optimize/c', state: 'TERMINATED', experiment: 'c' },
	{ id: 'optimize/a', state: 'COMPLETED', experiment: 'a' },
];

test('a run that a reset has ended is not told beside the one that goes on from it', () => {
	expect(withoutFollowed(listed).map(({ id, state }) => `${id} ${state}`)).toEqual([
		'optimize/a RUNNING',
		'optimize/b RUNNING',
		'optimize/c TERMINATED',
		'optimize/a COMPLETED',
	]);
});

test.each([
	['a', 'RUNNING a'],
	['optimize/a', 'RUNNING a'],
	['b', 'RUNNING null'],
	['d', 'undefined undefined'],
])('%s names one by its experiment or its id, planned or not', (name, found) => {
	const one = optimizeNamed(listed, name);
	expect(`${one?.state} ${one?.experiment}`).toBe(found);
});
