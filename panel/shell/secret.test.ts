import { secretIn, takeSecret } from './secret';

const token = 'kT3_9-abcdefghijklmnopqrstuvwxyzABCDEF0123456';

test.each([
	[`#${token}`, token],
	[`#token=${token}`, token],
	['#token=a%2Bb%3D', 'a+b='],
	['', null],
	['#content', null],
	['#%', null],
])('%s', (hash, expected) => {
	expect(secretIn(hash)).toBe(expected);
});

test('the token leaves the address and the history', () => {
	const replaced: unknown[] = [];
	const history = { replaceState: (...given: unknown[]) => replaced.push(given) } as unknown as History;
	const location = { hash: `#${token}`, pathname: '/judge', search: '?experiment=a%2Fb' } as Location;
	expect(takeSecret(location, history)).toBe(token);
	expect(replaced).toEqual([[null, '', '/judge?experiment=a%2Fb']]);
});
