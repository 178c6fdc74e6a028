import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { onInterrupt } from '../../cli/interrupt';
import { print, say } from '../../cli/output';
import { CodedError } from '../../machine/coded-error';
import { removeFolder } from './folder';
import { runCompose } from './run';

interface Flags {
	readonly folder: string;
	readonly remove?: boolean;
}

function buildCommand(): Command {
	return new Command('npm run compose --')
		.description(
			'Runs docker-compose.yml for real, on a copy of this checkout, and tries what docs/server.md promises.',
		)
		.option('--folder <path>', 'where all that it makes lies', '/var/tmp/tip-bench-compose')
		.option('--remove', 'remove that folder, with all that was built there, and end')
		.exitOverride()
		.showHelpAfterError('(--help tells more)')
		.addHelpText(
			'after',
			[
				'',
				'A Docker engine with Compose that is here is used, with images from their registries. Where there is none, and you',
				"are root on Debian: one from Debian's packages in namespaces of its own, with stand-ins for the images that are made",
				'from package registries (Go, npm, PyPI, Debian). The first time that takes 15 to 30 minutes and 10 GB; later, 6 to 9 minutes.',
				'',
				'Exit codes: 0 all held, 1 something did not (or the run itself failed), 2 asked wrongly, 130 Ctrl-C.',
				'',
				'Examples:',
				'  npm run compose',
				'  npm run compose -- --remove',
			].join('\n'),
		);
}

async function main(argv: readonly string[]): Promise<number> {
	const command = buildCommand();
	try {
		command.parse(argv, { from: 'user' });
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		throw error;
	}
	const { folder: given, remove } = command.opts<Flags>();
	const folder = path.resolve(given);
	const signal = onInterrupt();
	try {
		if (remove) await removeFolder(folder, { say, signal });
		else print(await runCompose(folder, { say, signal }));
		return 0;
	} catch (error) {
		if (signal.aborted) {
			say('interrupted; all that was started has been ended');
			return 130;
		}
		say(error instanceof CodedError ? error.message : String((error as Error).stack ?? error));
		return 1;
	}
}

main(process.argv.slice(2)).then((code) => {
	process.exitCode = code;
});
