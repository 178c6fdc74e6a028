import type { Command } from 'commander';
import { TipBenchError } from '../domain/errors';

/**
 * Has a command refuse what its parser would take unseen: an argument, or a value of a flag, that is empty, as a script's
 * variable is that was never set; and a flag that is given twice, of which only the last would count.
 * @param mayBeBlank whether an empty value of a flag means that it is not given
 */
export function checkCommandLine(command: Command, mayBeBlank: boolean): void {
	const given = new Map<string, number>();
	for (const option of command.options.filter(({ required, optional }) => required || optional)) {
		command.on(`option:${option.name()}`, () => {
			given.set(option.long ?? option.name(), (given.get(option.long ?? option.name()) ?? 0) + 1);
		});
	}
	command.hook('preAction', (_hooked, action) => {
		if (action !== command) return;
		for (const [at, argument] of command.registeredArguments.entries()) {
			if (isEmpty(command.processedArgs[at])) throw empty(argument.name());
		}
		for (const [flag, times] of given) {
			if (times > 1) {
				throw new TipBenchError(
					'Usage',
					`${flag} was given ${times} times; give it once, several values with commas between`,
				);
			}
		}
		for (const option of mayBeBlank ? [] : command.options) {
			if (isEmpty(command.getOptionValue(option.attributeName()))) throw empty(option.long ?? option.name());
		}
	});
}

function isEmpty(value: unknown): boolean {
	return typeof value === 'string' && value.trim() === '';
}

function empty(name: string): TipBenchError {
	return new TipBenchError('Usage', `${name} is empty: is a variable of a script not set?`);
}
