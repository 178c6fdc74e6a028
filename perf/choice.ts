import { Command, InvalidArgumentError } from 'commander';
import { contestantNames } from './sections/side-by-side';

/** What a person asked for. */
export interface Choice {
	/** Names of contestants and sections. */
	readonly only: readonly string[];
	readonly rounds: number;
	/** Whether 100,000 cells are made too. */
	readonly full: boolean;
	/** Where the results go as JSON. */
	readonly json?: string;
	/** Instead of as many runs as `judging`, `sitting`, `many-runs` and `server` have by themselves. */
	readonly runs?: number;
	readonly writeDocs: boolean;
}

/** The sections beside the comparison. */
const sectionNames = [
	'pair',
	'start',
	'recording',
	'contention',
	'throughput',
	'judging',
	'sitting',
	'many-runs',
	'server',
	'endpoint',
	'policies',
	'serving',
] as const;

/** Reads the command line; ends the process for `--help`, and with 2 for what is wrong. */
export function readChoice(argv: readonly string[]): Choice {
	const all = [...contestantNames, ...sectionNames];
	const program = new Command('npm run perf --')
		.description('Measures tip-bench beside loops and other tools, on real parts that it starts itself.')
		.option('--only <names>', `some of ${all.join(',')}`, (text) => namesIn(text, all), all)
		.option('--rounds <count>', 'how often each is measured', countIn, 3)
		.option('--full', 'also 100,000 cells with recording stubbed: takes over 20 minutes', false)
		.option(
			'--runs <count>',
			'runs of judging, sitting, many-runs and server, users of serving, for trying out (default: 48, 5,000, 10,000, 10,000, 100,000)',
			countIn,
		)
		.option('--json <file>', 'write the results there')
		.option('--write-docs', 'keep the results in docs/performance.md and docs/performance/', false)
		.addHelpText(
			'after',
			[
				'',
				'Everything listens on 127.0.0.1 and is gone at the end, or after Ctrl-C. Nothing else should run meanwhile.',
				'',
				'Examples:',
				'  npm run perf                                      all, about two hours',
				'  npm run perf -- --only ours,bare --rounds 5',
				'  npm run perf -- --only start,recording --json numbers.json',
				'  npm run perf -- --full --write-docs',
			].join('\n'),
		)
		.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
	return program.parse([...argv], { from: 'user' }).opts<Choice>();
}

function namesIn(text: string, all: readonly string[]): string[] {
	const names = text.split(',').map((name) => name.trim());
	const wrong = names.find((name) => !all.includes(name));
	if (wrong !== undefined) throw new InvalidArgumentError(`There is no \`${wrong}\`; there are ${all.join(', ')}.`);
	return names;
}

function countIn(text: string): number {
	const count = Number(text);
	if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It must be a number from 1 on.');
	return count;
}
