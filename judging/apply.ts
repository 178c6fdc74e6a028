import type { RecordedRun } from '../domain/bench/recorded-run';
import type { Applied } from '../domain/judging/applied';
import { checkJudgeFile, type OpenedJudgeFile } from '../domain/judging/judge-file-check';
import { byFault } from '../domain/judging/judge-name';
import { type Rubric, rubricFaults } from '../domain/judging/rubric';
import type { Mlflow } from '../mlflow/client';
import { type Experiment, findExperiment } from '../mlflow/experiments';
import type { ScanWatch } from '../mlflow/search';
import { type Compared, compareJudgments, conflict } from './compare-judgments';
import { judgeFileInvalid } from './refusals';
import { readRunsOf } from './runs-of-file';
import { writeJudgments } from './write-judgments';

/** How a judge file is applied. */
export interface ApplyOptions extends ScanWatch {
	/** Writes over other scores of the same judge; the old ones stay in the run's history. */
	readonly replace?: boolean;
	/** Applies the entries that are complete and right where others have faults. */
	readonly partial?: boolean;
	/** Only tells what would be written. */
	readonly dryRun?: boolean;
	/** Names that no lazy judge may have: those of auto judges. */
	readonly autoKinds?: readonly string[];
	/** Milliseconds since 1970, kept as `judged_at`. */
	readonly now: number;
}

/**
 * Checks a judge file whole, then writes its scores and notes. Applying it twice is the same as once.
 * @throws TipBenchError JudgeFileInvalid with every fault, JudgmentConflict with every conflict; then nothing is written
 * @throws TipBenchError MlflowUnavailable or MlflowRefused, which say how many runs were written before
 */
export async function applyJudgeFile(
	mlflow: Mlflow,
	rubric: Rubric,
	file: OpenedJudgeFile,
	{ replace = false, partial = false, dryRun = false, autoKinds = [], now, ...watch }: ApplyOptions,
): Promise<Applied> {
	const { by, exported_at = null } = file.frame;
	const experiment = await experimentOf(mlflow, file);
	const named = byFault(by, autoKinds);
	const seen = await readRunsOf(mlflow, rubric, experiment, file, watch);
	const { judgments, unscored, faults, entryFaults, faulty } = checkJudgeFile(file, rubric, seen.facts);
	faults.push(...named, ...seen.faults, ...rubricFaults(experiment.name, experiment.tags, rubric));
	if (faults.length > 0 || (entryFaults.length > 0 && !partial)) throw judgeFileInvalid([...faults, ...entryFaults]);

	const judged_at = new Date(now).toISOString();
	const compared = compareJudgments(judgments, seen.runs, rubric, { by, judged_at, exported_at });
	const different = compared.filter(({ change }) => change === 'different');
	if (different.length > 0 && !replace) throw conflict(different, by);
	const todo = compared.filter(({ change, unfinished }) => change !== 'same' || unfinished);
	const disagreeing = dryRun ? seen.disagreeing : seen.disagreeing.without(todo.map(({ run }) => run.run_id));
	const onRun = (run: RecordedRun) => disagreeing.add(run);
	if (!dryRun) await writeJudgments(mlflow, rubric, experiment.id, todo, { replace, onRun, ...watch });

	const count = (...changes: Compared['change'][]) => todo.filter(({ change }) => changes.includes(change)).length;
	return {
		experiment: experiment.name,
		dry_run: dryRun,
		written: todo.length - count('noted'),
		opinions: count('opinion'),
		repeats: count('repeat'),
		noted: count('noted'),
		unchanged: compared.length - todo.length,
		unscored,
		faulty,
		faults: entryFaults,
		pending: seen.pending - todo.filter(({ run }) => run.judge_pending && run.auto?.counts !== true).length,
		disagreements: disagreeing.count(),
		benches: seen.benches,
		mended: file.mends.lines(),
		warnings: [...seen.warnings(by)],
		changes: dryRun ? todo.flatMap(changeOf) : [],
	};
}

/** @throws TipBenchError JudgeFileInvalid where MLflow has not the experiment that the file is for */
async function experimentOf(mlflow: Mlflow, { frame }: OpenedJudgeFile): Promise<Experiment> {
	const { experiment: name, experiment_id: id, mlflow_url: from } = frame;
	const experiment = await findExperiment(mlflow, name);
	// A spreadsheet may have lost it; then the ids of the runs tell.
	if (experiment !== null && (id === '' || experiment.id === id)) return experiment;
	const there = experiment === null ? 'MLflow has no such experiment' : `its id is ${experiment.id}`;
	const elsewhere = from === undefined || from === mlflow.url ? '' : `; it was exported from the MLflow at ${from}`;
	throw judgeFileInvalid([`experiment: the file is for ${name} with id ${id}, but ${there}${elsewhere}`]);
}

function changeOf({ run, change, before, given }: Compared): Applied['changes'][number][] {
	if (change === 'same') return [];
	return [{ run_id: run.run_id, change, before: before?.scores ?? null, scores: given.scores }];
}
