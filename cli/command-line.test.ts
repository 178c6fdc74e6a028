import { Command } from 'commander';
import { checkCommandLine } from './command-line';

function run(args: string[], mayBeBlank = false) {
	let ran = false;
	const program = new Command().exitOverride();
	const child = program
		.command('leaderboard')
		.argument('[experiment]', '', 'usual')
		.option('--kind <kind>')
		.option('--drift [every]')
		.option('--json')
		.action(() => {
			ran = true;
		});
	checkCommandLine(child, mayBeBlank);
	program.parse(['leaderboard', ...args], { from: 'user' });
	return ran;
}

test.each([[[]], [['x', '--kind', 'a', '--json', '--json']], [['--drift']], [['--', '-x']]])('%j runs', (args) => {
	expect(run(args)).toBe(true);
});

test.each([
	[[''], /^experiment is empty: is a variable of a script not set\?$/],
	[[' '], /^experiment is empty/],
	[['x', '--kind', ''], /^--kind is empty/],
	[['x', '--kind='], /^--kind is empty/],
	[['--kind', 'a', '--kind', 'b'], /^--kind was given 2 times; give it once/],
	[['--kind=a', '--kind', 'a', '--kind', 'a'], /^--kind was given 3 times/],
	[['--drift', '2', '--drift'], /^--drift was given 2 times/],
])('%j is refused', (args, message) => {
	expect(() => run(args)).toThrow(expect.objectContaining({ code: 'Usage', message: expect.stringMatching(message) }));
});

test('a flag may be empty where that means that it is not given', () => {
	expect(run(['--kind', ''], true)).toBe(true);
	expect(() => run(['--kind', '', '--kind', 'a'], true)).toThrow(/2 times/);
});
