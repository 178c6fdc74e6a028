import type { Command } from 'commander';
import { onInterrupt } from '../interrupt';
import { startLocal } from '../local-bench';
import { addLogFlags, type LogFlags, openLog } from '../log-flags';

/** `tip-bench up`: the whole local stack with its workers, in the foreground. */
export function addUp(program: Command): void {
	addLogFlags(program.command('up'))
		.description('bring up Temporal, MLflow, Ollama and the workers; one Ctrl-C ends it all')
		.addHelpText(
			'after',
			'\nWhat is running already is used as it is. Data stays in the state folder.\n\nExample:\n  ./tip-bench up',
		)
		.action(async (flags: LogFlags) => {
			const log = openLog(flags);
			const signal = onInterrupt();
			const local = await startLocal(signal, log);
			log.info('up; Ctrl-C ends it all');
			await local.untilInterrupted();
		});
}
