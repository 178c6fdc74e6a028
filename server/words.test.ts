import { errorRegistry } from '../domain/errors';
import { serverErrors } from '../http/errors';
import { machineErrors } from '../machine/errors';

const all = Object.entries({ ...errorRegistry, ...machineErrors, ...serverErrors });

/** A flag is a word of the command: whoever reads it over HTTP has use for it in a whole command alone. */
function bareFlags(text: string): string[] {
	const isCommand = (part: string, at: number) => at % 2 === 1 && part.includes(' ') && !part.startsWith('-');
	const withoutCommands = text
		.split('`')
		.map((part, at) => (isCommand(part, at) ? '' : part))
		.join(' ');
	return withoutCommands.match(/--[a-z][a-z-]*/g) ?? [];
}

test.each(all)('what %s says to do can be done over HTTP too', (_code, { meaning, remedy }) => {
	expect(bareFlags(`${meaning} ${remedy}`)).toEqual([]);
});

test('a flag that stands alone is found, and one in a command is not', () => {
	expect(bareFlags('Run with `--pull`, or `./tip-bench run --pull`; or --kind.')).toEqual(['--pull', '--kind']);
});
