import type { Command } from 'commander';
import { type SimInput, simKeySchema, simKeys } from '../domain/simulation/sim-config';
import { configFileOption, readConfigFile } from './config-file';
import { givenFor, isYesOrNo, keyOption, usualText } from './key-flags';

/** Adds a flag for every key of a simulation's input, and `--config FILE`. */
export function addSimFlags(command: Command): Command {
	command.option(...configFileOption);
	for (const key of simKeys) {
		const schema = simKeySchema(key);
		command.addOption(keyOption(key, schema, isYesOrNo(schema) ? '' : usualText(schema)));
	}
	return command;
}

/**
 * What a person asked for, unchecked: the file's keys, and over them the flags'.
 * @throws TipBenchError Usage when the file cannot be read
 */
export async function readSimInput(options: Readonly<Record<string, unknown>>): Promise<SimInput> {
	const file = options.config === undefined ? {} : await readConfigFile(String(options.config));
	return { ...file, ...givenFor(simKeys, options) };
}
