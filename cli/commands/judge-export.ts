import { type Command, InvalidArgumentError, Option } from 'commander';
import { configSchema } from '../../domain/bench/config';
import { TipBenchError } from '../../domain/errors';
import { byFault, judgeNameSchema } from '../../domain/judging/judge-name';
import { argument, countOf } from '../../domain/wording';
import { exportPending } from '../../judging/export';
import { type FileFormat, fileFormats } from '../../judging/file-text';
import { exportsDir } from '../../machine/folders';
import { outside } from '../../machine/outside';
import { openExperiment } from '../../places/experiment';
import { here } from '../here';
import { print, say } from '../output';
import { ownPath } from '../own-path';
import { withRunProgress } from '../run-progress';

interface ExportFlags {
	readonly limit?: number;
	readonly out?: string;
	readonly format: FileFormat;
	readonly by?: string;
	readonly second?: boolean;
	readonly drift?: number | true;
	readonly kind?: string;
	readonly json?: boolean;
}

/** One drift check to so many new runs, where nobody says another number. */
const usualDrift = 10;

/** `tip-bench judge export`: from runs to a file. */
export function addJudgeExport(judge: Command): void {
	judge
		.command('export')
		.description('write the runs that wait for a score into one file')
		.argument('[experiment]', 'the MLflow experiment', configSchema.shape.experiment.parse(undefined))
		.option('--limit <runs>', "at most so many runs: a sitting's worth", positive)
		.option('--out <file>', 'where it goes (default: exports in the state folder)', ownPath)
		.addOption(
			new Option('--format <form>', 'one object, an object a line, or a table').choices(fileFormats).default('json'),
		)
		.option('--by <name>', 'who scores', judgeName)
		.option('--second', 'the runs that others have scored and --by has not, for a second opinion')
		.option('--drift [every]', 'hide among the new runs some that --by scored before: 1 in 10, or in so many', positive)
		.option('--kind <kind>', 'only runs of this judge kind')
		.option('--json', 'print path and counts as JSON')
		.addHelpText(
			'after',
			[
				'',
				'Examples:',
				'  ./tip-bench judge export tips-1',
				'  ./tip-bench judge export tips-1 --limit 20 --out sitting.json',
				'  ./tip-bench judge export tips-1 --format csv --out sitting.csv',
				'  ./tip-bench judge export tips-1 --by Anna --second --limit 20',
			].join('\n'),
		)
		.action(exportRuns);
}

async function exportRuns(name: string, flags: ExportFlags): Promise<void> {
	const { limit, out, format, by, second = false, kind } = flags;
	if (by === undefined && (second || flags.drift !== undefined)) {
		throw new TipBenchError(
			'Usage',
			`${second ? '--second' : '--drift'} asks one judge: say who scores, with --by NAME`,
		);
	}
	const [fault] = by === undefined ? [] : byFault(by, await here().catalog().autoJudgeNames());
	if (fault !== undefined) throw new TipBenchError('Usage', fault);
	const { mlflow, at, rubric } = await openExperiment(here(), name);
	const place = out === undefined ? { folder: exportsDir(process.env) } : { path: out };
	const drift = flags.drift === true ? usualDrift : flags.drift;
	const result = await withRunProgress((watch) =>
		exportPending(mlflow, rubric, at, { ...place, limit, format, by, second, drift, kind }, watch),
	);
	const path = outside().pathOf(result.path);
	print(flags.json ? JSON.stringify(result, null, 2) : path);
	const { kept } = result;
	if (kept !== null) {
		say(`the file that was there holds more than is exported again, so it is kept as ${outside().pathOf(kept.path)}:`);
		for (const reason of kept.reasons) say(`  ${reason}`);
	}
	// With what was hidden among them they may be more.
	const of = second ? `the ${result.pending} that others have scored` : countOf(result.pending, 'pending run');
	const written =
		drift === undefined ? `${result.written} of ${of} written` : `${countOf(result.written, 'run')} written`;
	if (result.written === 0) return say(`${written}: nothing is to be scored`);
	if (format !== 'json') say(`the rubric to score them by: rubrics/${rubric.name}.md`);
	say(`${written}; score them, then: ./tip-bench judge apply ${argument(path)}`);
}

function positive(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('must be a whole number from 1.');
	return value;
}

function judgeName(text: string): string {
	const parsed = judgeNameSchema.safeParse(text);
	if (parsed.success) return parsed.data;
	throw new InvalidArgumentError(`${parsed.error.issues.map(({ message }) => message).join(', ')}.`);
}
