import type { Command } from 'commander';
import { optimizeKeys, optimizeSchema } from '../domain/optimize/optimize-config';
import { addConfigFlags, readConfigInput } from './config-flags';
import { givenFor, keyOption } from './key-flags';

/** Adds a flag for every key of `optimize`, and for those of its bench. */
export function addOptimizeFlags(command: Command): Command {
	for (const key of optimizeKeys) command.addOption(keyOption(key, optimizeSchema.shape[key]));
	return addConfigFlags(command);
}

/** What a person asked for, unchecked: the file's keys, and over them the flags'. */
export async function readOptimizeInput(options: Record<string, unknown>): Promise<Record<string, unknown>> {
	return { ...(await readConfigInput(options)), ...givenFor(optimizeKeys, options) };
}
