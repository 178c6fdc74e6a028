import { type Command, InvalidArgumentError } from 'commander';
import { configSchema } from '../../domain/bench/config';
import { argument, countOf } from '../../domain/wording';
import { applyJudgeFile } from '../../judging/apply';
import { exportPending } from '../../judging/export';
import { openJudgeFile } from '../../judging/open-judge-file';
import { exportsDir } from '../../machine/folders';
import { findAddresses } from '../addresses';
import { openCatalog, openExperiment } from '../experiment';
import { mlflowOf } from '../mlflow-of';
import { print, say } from '../output';
import { outside } from '../outside';
import { ownPath } from '../own-path';
import { withRunProgress } from '../run-progress';
import { signalJudged } from '../signal-judged';
import { addJudgeAuto } from './judge-auto';
import { addJudgeList } from './judge-list';
import { addJudgeScore } from './judge-score';

/** `tip-bench judge export` and `judge apply`: from pending runs to a file, and from a file to scores. */
export function addJudge(program: Command): void {
	const judge = program.command('judge').description('what waits for a score; score it in a terminal, or by a file');
	judge
		.command('export')
		.description('write the runs that wait for a score into one file')
		.argument('[experiment]', 'the MLflow experiment', configSchema.shape.experiment.parse(undefined))
		.option('--limit <runs>', "at most so many runs: a sitting's worth", positive)
		.option('--out <file>', 'where it goes (default: exports in the state folder)', ownPath)
		.option('--json', 'print path and counts as JSON')
		.addHelpText(
			'after',
			'\nExamples:\n  ./tip-bench judge export tips-1\n  ./tip-bench judge export tips-1 --limit 20 --out sitting.json',
		)
		.action(exportRuns);
	addJudgeAuto(judge);
	judge
		.command('apply')
		.description('check a scored file whole, write its scores, tell the waiting bench')
		.argument('<file>', 'a judge file with scores filled in', ownPath)
		.option('--replace', 'write over scores that differ (the old ones stay in the metric history)')
		.option('--json', 'print what was done as JSON')
		.addHelpText(
			'after',
			'\nApplying a file twice is the same as once.\n\nExample:\n  ./tip-bench judge apply sitting.json',
		)
		.action(applyFile);
	addJudgeScore(judge);
	addJudgeList(judge);
}

async function exportRuns(name: string, options: { limit?: number; out?: string; json?: boolean }): Promise<void> {
	const { mlflow, at, rubric } = await openExperiment(name);
	const target = options.out === undefined ? { folder: exportsDir(process.env) } : { path: options.out };
	const result = await withRunProgress((watch) =>
		exportPending(mlflow, rubric, at, { ...target, limit: options.limit }, watch),
	);
	const path = outside().pathOf(result.path);
	print(options.json ? JSON.stringify(result, null, 2) : path);
	const { kept } = result;
	if (kept !== null) {
		say(`the file that was there holds more than is exported again, so it is kept as ${outside().pathOf(kept.path)}:`);
		for (const reason of kept.reasons) say(`  ${reason}`);
	}
	say(
		`${result.written} of ${countOf(result.pending, 'pending run')} written; score them, then: ./tip-bench judge apply ${argument(path)}`,
	);
}

async function applyFile(path: string, options: { replace?: boolean; json?: boolean }): Promise<void> {
	const file = await openJudgeFile(path);
	const addresses = findAddresses();
	const rubric = await openCatalog().rubric(file.frame.rubric.name);
	const mlflow = await mlflowOf(file.frame.experiment);
	const applied = await withRunProgress((watch) =>
		applyJudgeFile(mlflow, rubric, file, { ...watch, replace: options.replace ?? false, now: Date.now() }),
	);
	if (options.json) print(JSON.stringify(applied, null, 2));
	const { written, noted, unchanged, unscored, pending, experiment, mended } = applied;
	for (const line of mended) say(`mended: ${line}`);
	const notes = noted === 0 ? '' : `${countOf(noted, 'note')} added, `;
	say(
		`${countOf(written, 'run')} scored, ${notes}${unchanged} scored before, ${unscored} not scored in the file; ${countOf(pending, 'run')} of ${experiment} still pending`,
	);
	if (pending === 0) await signalJudged(addresses, applied, file.frame.by);
}

function positive(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('must be a whole number from 1.');
	return value;
}
