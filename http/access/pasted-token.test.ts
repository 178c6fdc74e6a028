import { pastedToken } from './pasted-token';

const token = 'kT3_9-abcdefghijklmnopqrstuvwxyzABCDEF0123456';

test.each([
	[` ${token}\n`, token],
	[`http://127.0.0.1:8600/#token=${token}`, token],
	['a # in a word', 'a # in a word'],
])('what is typed as a token: %j', (typed, expected) => {
	expect(pastedToken(typed)).toBe(expected);
});
