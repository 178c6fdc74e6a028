import { headerVariables, type Variable, variables } from '../machine/environment/variables';

/** The table of environment variables for docs/environment.md, in Markdown, made from the list itself. */
export function environmentTable(): string {
	const rows = Object.entries(variables).map(([name, variable]: [string, Variable]) => {
		const { meaning, fallback, formerly, secret } = variable;
		const former = formerly === undefined ? '' : `; also as \`${formerly}\`, which goes before`;
		return `| \`${name}\` | ${meaning}${former} | ${fallback} | ${secret ? 'secret' : ''} |`;
	});
	const headers = `| \`${headerVariables.prefix}…\` | ${headerVariables.meaning} |  | secret |`;
	return ['| variable | meaning | where it is not set | |', '|---|---|---|---|', ...rows, headers].join('\n');
}
