import { type Command, Option } from 'commander';
import { type ConfigInput, configKeys, configSchema } from '../domain/bench/config';
import { TipBenchError } from '../domain/errors';
import { readConfigFile } from './config-file';
import { ownPath } from './own-path';

/** Adds a flag for every key of a bench's input, and `--config FILE`. */
export function addConfigFlags(command: Command): Command {
	command.option(
		'--config <file>',
		'a JSON or YAML file with the same keys, `-` for standard input; flags win over it',
		ownPath,
	);
	for (const key of configKeys) {
		const schema = configSchema.shape[key];
		const fallback: unknown = schema.safeParse(undefined).data;
		const shown =
			fallback === undefined ? '' : ` (default: ${Array.isArray(fallback) ? fallback.join(',') : fallback})`;
		// A yes-or-no key needs no value on the command line.
		const isYesOrNo = typeof fallback === 'boolean';
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
export async function readConfigInput(options: Record<string, unknown>): Promise<ConfigInput> {
	const input: Record<string, unknown> = {
		...(options.config === undefined ? {} : await readConfigFile(String(options.config))),
	};
	for (const key of configKeys) {
		const given = options[key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())];
		if (given === undefined) continue;
		input[key] = key === 'gpus' || key === 'gate' ? parseJson(String(given), `--${key}`) : given;
	}
	return input;
}

function parseJson(text: string, what: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch (error) {
		throw new TipBenchError('Usage', `${what}: is not JSON: ${(error as Error).message}`);
	}
}
