import type { Command } from 'commander';
import { configSchema } from '../domain/bench/config';
import {
	type OptimizeAsked,
	optimizeBenchKeys,
	optimizeKeySchema,
	optimizeKeys,
} from '../domain/optimize/optimize-config';
import { configFileOption } from './config-file';
import { readConfigInput } from './config-flags';
import { givenFor, keyOption } from './key-flags';

/**
 * Adds a flag for every key of `optimize`, those of its bench among them, and `--config FILE`.
 * @param usual what the command takes a key for where nobody gives it, other than the workflow does
 */
export function addOptimizeFlags(command: Command, usual: Partial<OptimizeAsked> = {}): Command {
	for (const key of optimizeKeys) {
		const own = usual[key] === undefined ? undefined : ` (default: ${usual[key]})`;
		command.addOption(keyOption(key, optimizeKeySchema(key), own));
	}
	command.option(...configFileOption);
	for (const key of optimizeBenchKeys) command.addOption(keyOption(key, optimizeKeySchema(key)));
	// It is read, so that who gives it hears what takes its place.
	return command.addOption(keyOption('prompts', configSchema.shape.prompts).hideHelp());
}

/** What a person asked for, unchecked: the file's keys, and over them the flags'. */
export async function readOptimizeInput(options: Record<string, unknown>): Promise<Record<string, unknown>> {
	return { ...(await readConfigInput(options)), ...givenFor(optimizeKeys, options) };
}
