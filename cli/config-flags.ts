import type { Command } from 'commander';
import { type ConfigInput, configKeys, configSchema } from '../domain/bench/config';
import { TipBenchError } from '../domain/errors';
import { parseMarkedJson } from '../domain/marked-json';
import { configFileOption, readConfigFile } from './config-file';
import { flagOf, givenFor, keyOption } from './key-flags';

/** Adds a flag for every key of a bench's input, and `--config FILE`. */
export function addConfigFlags(command: Command): Command {
	command.option(...configFileOption);
	for (const key of configKeys) command.addOption(keyOption(key, configSchema.shape[key]));
	return command;
}

/**
 * What a person asked for, unchecked: the file's keys, and over them the flags'.
 * @throws TipBenchError Usage when the file cannot be read
 */
export async function readConfigInput(options: Record<string, unknown>): Promise<ConfigInput> {
	const input: Record<string, unknown> = {
		...(options.config === undefined ? {} : await readConfigFile(String(options.config))),
	};
	for (const [key, given] of Object.entries(givenFor(configKeys, options)))
		input[key] = key === 'gpus' || key === 'gate' ? parseJson(String(given), flagOf(key)) : given;
	return input;
}

function parseJson(text: string, what: string): unknown {
	try {
		return parseMarkedJson(text);
	} catch (error) {
		throw new TipBenchError('Usage', `${what}: is not JSON: ${(error as Error).message}`);
	}
}
