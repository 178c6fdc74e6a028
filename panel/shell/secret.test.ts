import { secretIn, takeSecret, tokenIn } from './secret';

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

test.each([
	[` ${token}\n`, token],
	[`http://127.0.0.1:8600/#token=${token}`, token],
	['a # in a word', 'a # in a word'],
])('what is typed as a token: %j', (typed, expected) => {
	expect(tokenIn(typed)).toBe(expected);
});
