import { mixedReaders } from './reader-version';

test('one reader, or none, is no mixture', () => {
	expect(mixedReaders(undefined)).toBeNull();
	expect(mixedReaders({})).toBeNull();
	expect(mixedReaders({ 'candidates-1': 7 })).toBeNull();
});

test('a mixture is told with how many cells were read by which, a few of them by name', () => {
	expect(mixedReaders({ b: 2, a: 1 })).toContain('(1 by a, 2 by b)');
	const many = Object.fromEntries(Array.from({ length: 9 }, (_each, at) => [`reader-${at}`, 1]));
	expect(mixedReaders(many)).toContain('1 by reader-4, …)');
});
