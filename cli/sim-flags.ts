import { type Command, Option } from 'commander';
import { type SimInput, simKeySchema, simKeys } from '../domain/simulation/sim-config';
import { readConfigFile } from './config-file';
import { ownPath } from './own-path';

/** Adds a flag for every key of a simulation's input, and `--config FILE`. */
export function addSimFlags(command: Command): Command {
	command.option(
		'--config <file>',
		'a JSON or YAML file with the same keys, `-` for standard input; flags win over it',
		ownPath,
	);
	for (const key of simKeys) {
		const schema = simKeySchema(key);
		const fallback: unknown = schema.safeParse(undefined).data;
		const isYesOrNo = typeof fallback === 'boolean';
		const shown = fallback === undefined || isYesOrNo ? '' : ` (default: ${String(fallback)})`;
		const flag = `--${key.replaceAll('_', '-')} ${isYesOrNo ? '[value]' : '<value>'}`;
		const option = new Option(flag, `${schema.description ?? ''}${shown}`);
		command.addOption(isYesOrNo ? option.preset(true) : option);
	}
	return command;
}

/**
 * What a person asked for, unchecked: the file's keys, and over them the flags'.
 * @throws TipBenchError Usage when the file cannot be read
 */
export async function readSimInput(options: Readonly<Record<string, unknown>>): Promise<SimInput> {
	const file = options.config === undefined ? {} : await readConfigFile(String(options.config));
	const given = simKeys.flatMap((key) => {
		const value = options[key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())];
		return value === undefined ? [] : [[key, value] as const];
	});
	return { ...file, ...Object.fromEntries(given) };
}
