import { boldFor } from './bold';

const coded = '\u001b[1m#\u001b[22m';

test.each([
	['a terminal', true, {}, coded],
	['a pipe', false, {}, '#'],
	['a pipe where CI is set', false, { CI: '1' }, '#'],
	['a pipe that is forced', false, { FORCE_COLOR: '1' }, coded],
	['a terminal that is forced not to', true, { FORCE_COLOR: '0' }, '#'],
	['a terminal that must not', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, '#'],
	['a dumb terminal', true, { TERM: 'dumb' }, '#'],
] as const)('%s', (_what, isTerminal, env, seen) => {
	expect(boldFor(isTerminal, env)('#')).toBe(seen);
});
