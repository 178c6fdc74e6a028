import { type Command, Option } from 'commander';
import { createLog, type Log, logFormats, logLevels } from '../machine/log';
import { say } from './output';

/** What the flags of {@link addLogFlags} give. */
export interface LogFlags {
	readonly log: (typeof logFormats)[number];
	readonly logLevel: (typeof logLevels)[number];
}

/** Adds `--log` and `--log-level` to a command that runs for long. */
export function addLogFlags(command: Command): Command {
	return command
		.addOption(
			new Option('--log <format>', 'sentences, or one JSON object a line').choices(logFormats).default(logFormats[0]),
		)
		.addOption(new Option('--log-level <level>', 'the least to show').choices(logLevels).default('info'));
}

/** The log that the flags ask for, on standard error. */
export function openLog(flags: LogFlags = { log: 'text', logLevel: 'info' }): Log {
	return createLog({ format: flags.log, level: flags.logLevel, write: say });
}
