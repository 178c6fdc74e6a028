import './small-heap';
import { Command, CommanderError } from 'commander';
import { nearestName } from '../domain/nearest-name';
import { readVersion } from '../machine/version';
import { checkCommandLine } from './command-line';
import { addCommands, commandNames } from './command-list';
import { explain } from './failure';
import { endInPlace, say } from './output';

/** What people call our commands who come from the former DAG, or from other tools. */
const otherNames: Readonly<Record<string, string>> = {
	collect: 'run',
	start: 'run',
	bench: 'run',
	compare: 'leaderboard',
	results: 'leaderboard',
	ranking: 'leaderboard',
	decide: 'gate',
	decision: 'gate',
	promote: 'gate',
	evaluate: 'policy evaluate',
	ope: 'policy evaluate',
	optimise: 'optimize run',
	ab: 'optimize run',
	rollback: 'prompt rollback',
	html: 'report',
	page: 'report',
	export: 'judge export',
	export_for_judge: 'judge export',
	apply: 'judge apply',
	rescore: 'rejudge',
	'judge-again': 'rejudge',
	stop: 'cancel',
	abort: 'cancel',
	hold: 'pause',
	suspend: 'pause',
	unpause: 'resume',
	continue: 'resume',
	gpus: 'gpu',
	lease: 'gpu',
	leases: 'gpu',
	holder: 'gpu',
	who: 'gpu',
	ps: 'status',
	list: 'status',
	check: 'doctor',
	environment: 'env',
	variables: 'env',
	settings: 'env',
	nightly: 'schedule create',
	night: 'schedule create',
	cron: 'schedule create',
	serving: 'serve',
	server: 'admin',
	panel: 'admin',
	ui: 'admin',
	api: 'admin',
	token: 'admin token',
	schedules: 'schedule list',
	nights: 'schedule list',
};

async function buildProgram(name: string | undefined): Promise<Command> {
	const program = new Command('tip-bench')
		.description('Which small model, with which prompt, should your product ship?')
		.version(readVersion())
		.exitOverride()
		.showSuggestionAfterError()
		.addHelpText(
			'after',
			[
				'',
				'Addresses come from TEMPORAL_ADDRESS, MLFLOW_TRACKING_URI and OLLAMA_HOST, else from the stack that `up` runs.',
				'`./tip-bench env` lists every variable that is read.',
				'Exit codes: 0 done, 1 failed, 2 asked wrongly (nothing was started or written);',
				'of `gate`, `sim run`, `policy promote`: 0 promote, 10 reject, 20 not enough evidence.',
				'',
				'Examples:',
				'  ./tip-bench up                      the local stack, in its own terminal',
				'  ./tip-bench run --models gemma3:1b --experiment tips-1',
				'  ./tip-bench judge apply FILE        after scoring',
				'  ./tip-bench leaderboard tips-1',
				'  ./tip-bench report tips-1           all of it as one HTML file',
			].join('\n'),
		);
	await addCommands(program, name);
	for (const command of program.commands) inherit(command);
	return program;
}

/** Subcommands report as the program does: by an error that ends here. */
function inherit(command: Command): void {
	command.exitOverride().showSuggestionAfterError();
	// A blank key of a bench is one that is not given.
	checkCommandLine(command, command.name() === 'run');
	for (const sub of command.commands) inherit(sub);
}

/** A wrong command's nearest right one, or `null` for a right one. */
function wrongCommand(name: string | undefined): string | null {
	if (name === undefined || name.startsWith('-') || name === 'help' || commandNames.includes(name)) return null;
	const meant =
		(Object.hasOwn(otherNames, name) ? otherNames[name] : undefined) ??
		nearestName(name, [...commandNames, ...Object.keys(otherNames)]);
	const hint =
		meant === undefined ? `there are ${commandNames.join(', ')}` : `did you mean \`${otherNames[meant] ?? meant}\`?`;
	return `there is no command \`${name}\`; ${hint}`;
}

async function main(argv: readonly string[]): Promise<number> {
	const wrong = wrongCommand(argv[0]);
	if (wrong !== null) {
		say(wrong);
		return 2;
	}
	const program = await buildProgram(argv[0]);
	try {
		await program.parseAsync(argv, { from: 'user' });
		// A command may have found something wrong that keeps it from nothing.
		return Number(process.exitCode ?? 0);
	} catch (error) {
		// Commander has said what was wrong by itself.
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		endInPlace();
		const { message, exitCode, unexpected } = explain(error);
		say(unexpected && error instanceof Error && error.stack !== undefined ? error.stack : message);
		return exitCode;
	}
}

/** A result that did not get out whole is no success; whoever closed the pipe (`| head`) wants no words about it. */
function resultLost(error: NodeJS.ErrnoException): never {
	if (error.code !== 'EPIPE') say(`the result could not be written whole: ${error.message}`);
	process.exit(1);
}

process.stdout.on('error', resultLost);

main(process.argv.slice(2)).then((code) => {
	process.exitCode = code;
	// Keep-alive connections and Temporal's runtime would hold the process open for a while.
	process.stdout.write('', (error) => (error ? resultLost(error) : process.exit(code)));
});
