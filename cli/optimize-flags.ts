import { type Command, Option } from 'commander';
import { optimizeKeys, optimizeSchema } from '../domain/optimize/optimize-config';
import { addConfigFlags, readConfigInput } from './config-flags';

/** Adds a flag for every key of `optimize`, and for those of its bench. */
export function addOptimizeFlags(command: Command): Command {
	for (const key of optimizeKeys) {
		const schema = optimizeSchema.shape[key];
		const fallback: unknown = schema.safeParse(undefined).data;
		const isYesOrNo = typeof fallback === 'boolean';
		const shown = fallback === undefined ? '' : ` (default: ${String(fallback)})`;
		const option = new Option(`--${key} ${isYesOrNo ? '[value]' : '<value>'}`, `${schema.description}${shown}`);
		command.addOption(isYesOrNo ? option.preset(true) : option);
	}
	return addConfigFlags(command);
}

/** What a person asked for, unchecked: the file's keys, and over them the flags'. */
export async function readOptimizeInput(options: Record<string, unknown>): Promise<Record<string, unknown>> {
	const own = optimizeKeys.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]]));
	return { ...(await readConfigInput(options)), ...Object.fromEntries(own) };
}
