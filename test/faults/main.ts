import { mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { onInterrupt } from '../../cli/interrupt';
import { print, say } from '../../cli/output';
import type { BenchPhase } from './bench-config';
import { type FaultKind, faultKinds } from './fault-plan';
import { report } from './report';
import { runFaults } from './run';
import { openTimeline } from './timeline';

interface Flags {
	readonly faults: number;
	readonly seed: number;
	readonly kinds?: readonly FaultKind[];
	readonly phase?: BenchPhase;
	readonly mean: number;
	readonly longest: number;
	readonly scenarios: number;
	readonly repeats: number;
	readonly tokens: number;
	readonly settle: number;
	readonly json?: boolean;
	readonly keep?: boolean;
}

const everyKind = Object.keys(faultKinds) as FaultKind[];

function whole(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
	return Number(text);
}

function seconds(text: string): number {
	if (!(Number(text) > 0)) throw new InvalidArgumentError('It must be a number of seconds over 0.');
	return Number(text);
}

function kindsIn(text: string): FaultKind[] {
	const unknown = text.split(',').filter((name) => !Object.hasOwn(faultKinds, name));
	if (unknown.length > 0) throw new InvalidArgumentError(`There is no kind ${unknown.join(', ')}; see --help.`);
	return text.split(',') as FaultKind[];
}

function buildCommand(): Command {
	const kinds = Object.entries(faultKinds).map(([kind, what]) => `  ${kind.padEnd(26)} ${what}`);
	return new Command('npm run faults --')
		.description('Harms the running parts while benches are at work, and counts from outside what was lost.')
		.option('--faults <n>', 'how many faults happen', whole, 40)
		.option('--seed <n>', 'decides faults, order, moments and lengths', whole, 1)
		.option('--kinds <list>', 'only these kinds, by commas', kindsIn)
		.addOption(new Option('--phase <phase>', 'only while a bench is at that').choices(['collecting', 'judging']))
		.option('--mean <seconds>', 'how long a fault and the pause before it usually are', seconds, 2)
		.option('--longest <seconds>', 'one fault in fifteen is up to so long', seconds, 60)
		.option('--scenarios <n>', 'scenarios of each bench', whole, 2)
		.option('--repeats <n>', 'repeats of each bench', whole, 6)
		.option('--tokens <n>', 'tokens of an answer: what makes a cell last', whole, 150)
		.option('--settle <seconds>', 'what the benches have after the last fault', seconds, 420)
		.option('--json', 'print all that was counted as JSON')
		.option('--keep', 'keep the whole state folder; else only the logs stay, and only if something went wrong')
		.exitOverride()
		.showHelpAfterError('(--help tells more)')
		.addHelpText(
			'after',
			[
				'',
				'Kinds:',
				...kinds,
				'',
				'Exit codes: 0 no law broke, 1 one did (or the run itself failed), 2 asked wrongly, 130 Ctrl-C.',
				'',
				'Examples:',
				'  npm run faults -- --faults 40 --seed 7',
				'  npm run faults -- --faults 5 --seed 1 --kinds kill-temporal,kill-mlflow --longest 5',
				'  npm run faults -- --faults 20 --seed 3 --phase judging --tokens 30',
				'  npm run faults -- --faults 300 --seed 2 --json > faults.json',
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
	return runAndTidy(command.opts<Flags>());
}

/** @returns the exit code */
async function runAndTidy(flags: Flags): Promise<number> {
	const stateDir = mkdtempSync(join(tmpdir(), 'tip-bench-faults-'));
	const interrupted = onInterrupt();
	let fine = false;
	try {
		fine = await run(flags, stateDir, interrupted);
	} catch (error) {
		if (!interrupted.aborted) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
	} finally {
		tidy(stateDir, fine || interrupted.aborted, flags.keep ?? false);
	}
	if (interrupted.aborted) say('interrupted; all that was started has been ended');
	return interrupted.aborted ? 130 : fine ? 0 : 1;
}

/** @returns whether all laws held */
async function run(flags: Flags, stateDir: string, signal: AbortSignal): Promise<boolean> {
	const { faults: count, seed, kinds = everyKind, mean, longest, scenarios, repeats, tokens } = flags;
	const result = await runFaults({
		...{ count, seed, kinds, meanSeconds: mean, longestSeconds: longest },
		size: { scenarios, repeats, tokens },
		phase: flags.phase ?? null,
		settleSeconds: flags.settle,
		stateDir,
		timeline: openTimeline(stateDir, say),
		signal,
	});
	print(flags.json ? JSON.stringify(result, null, 1) : report(result));
	return result.breaks.length === 0;
}

function tidy(stateDir: string, fine: boolean, keep: boolean): void {
	const kept = keep ? readdirSync(stateDir) : fine ? [] : ['logs'];
	for (const name of readdirSync(stateDir))
		if (!kept.includes(name)) rmSync(join(stateDir, name), { recursive: true, force: true });
	if (kept.length === 0) rmdirSync(stateDir);
	else say(`The logs, what happened when, and all requests to Ollama: ${join(stateDir, 'logs')}`);
}

main(process.argv.slice(2)).then((code) => {
	process.exitCode = code;
	// The answer is out when this is: connections that are kept alive would hold the process a while longer.
	process.stdout.write('', () => process.exit(code));
});
