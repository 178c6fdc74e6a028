import { TipBenchError } from '../domain/errors';
import { checkJudgeFile, type JudgeFile, type Judgment } from '../domain/judge-file';
import type { RecordedRun } from '../domain/recorded-run';
import { type Rubric, rubricFaults } from '../domain/rubric';
import type { Mlflow } from '../mlflow/client';
import { findExperiment } from '../mlflow/experiments';
import { writeScores } from '../mlflow/write-scores';
import { readRuns } from './read-runs';

/** What came of applying a judge file. */
export interface Applied {
	readonly experiment: string;
	/** Scores written now, and those that were there already, equal. */
	readonly written: number;
	readonly unchanged: number;
	/** Entries of the file that nobody has scored. */
	readonly unscored: number;
	/** Runs of the experiment that still wait. */
	readonly pending: number;
	/** Workflow ids of the benches that made the experiment's runs. */
	readonly benches: readonly string[];
}

/**
 * Checks a judge file whole, then writes its scores. Applying it twice is the same as once.
 * @param options.replace writes over scores that differ (the old ones stay in the metric's history)
 * @param options.now milliseconds since 1970, kept as `judged_at`
 * @throws TipBenchError JudgeFileInvalid with every fault, JudgmentConflict with every conflict; then nothing is written
 */
export async function applyJudgeFile(
	mlflow: Mlflow,
	rubric: Rubric,
	file: JudgeFile,
	{ replace = false, now }: { replace?: boolean; now: number },
): Promise<Applied> {
	const experiment = await findExperiment(mlflow, file.experiment);
	if (experiment === null || experiment.id !== file.experiment_id) {
		const there = experiment === null ? 'MLflow has no such experiment' : `its id is ${experiment.id}`;
		throw invalid([`experiment: the file is for ${file.experiment} with id ${file.experiment_id}, but ${there}`]);
	}
	const runs = new Map((await readRuns(mlflow, experiment.id)).map((run) => [run.run_id, run]));
	const { judgments, unscored, faults } = checkJudgeFile(file, rubric, new Set(runs.keys()));
	faults.push(...rubricFaults(experiment.name, experiment.tags, rubric));
	if (faults.length > 0) throw invalid(faults);
	const judged = judgments.filter(({ run_id }) => runs.get(run_id)?.judge_pending === false);
	const different = judged.filter((judgment) => differences(judgment, runs.get(judgment.run_id)).length > 0);
	if (different.length > 0 && !replace) throw conflict(different, runs);

	const unchanged = judged.length - different.length;
	const toWrite = judgments.filter((judgment) => !judged.includes(judgment) || different.includes(judgment));
	for (const judgment of toWrite) {
		const run = runs.get(judgment.run_id);
		await writeScores(mlflow, judgment.run_id, {
			scores: judgment.scores,
			composite: judgment.composite,
			judgedBy: file.by,
			judgedAt: now,
			overrides: overriddenFlags(rubric, judgment, run),
			replace,
		});
	}
	const written = new Set(toWrite.map(({ run_id }) => run_id));
	const pending = [...runs.values()].filter((run) => run.judge_pending && !written.has(run.run_id)).length;
	const benches = [...new Set([...runs.values()].flatMap((run) => run.bench ?? []))];
	return { experiment: file.experiment, written: toWrite.length, unchanged, unscored, pending, benches };
}

function differences(judgment: Judgment, run: RecordedRun | undefined): string[] {
	return Object.entries(judgment.scores).flatMap(([name, score]) => {
		const old = run?.metrics[name];
		return old === score ? [] : [`${name} ${old ?? 'none'} → ${score}`];
	});
}

/** The computed flags that a judge changed, with what the program had computed. */
function overriddenFlags(rubric: Rubric, judgment: Judgment, run: RecordedRun | undefined): Record<string, number> {
	const overridden = rubric.flags.flatMap(({ name, rule }) => {
		const computed = run?.metrics[`${name}_computed`] ?? run?.metrics[name];
		return rule !== undefined && computed !== undefined && computed !== judgment.scores[name] ? [[name, computed]] : [];
	});
	return Object.fromEntries(overridden) as Record<string, number>;
}

function conflict(different: readonly Judgment[], runs: ReadonlyMap<string, RecordedRun>): TipBenchError {
	const lines = different.map((judgment) => {
		const run = runs.get(judgment.run_id);
		return `- ${judgment.run_id}, judged by ${run?.judged_by ?? 'somebody'}: ${differences(judgment, run).join(', ')}`;
	});
	return new TipBenchError(
		'JudgmentConflict',
		[
			`${different.length} runs already have other scores; nothing was written. Use --replace to write over them:`,
			...lines,
		].join('\n'),
	);
}

function invalid(faults: readonly string[]): TipBenchError {
	return new TipBenchError('JudgeFileInvalid', faults.map((fault) => `- ${fault}`).join('\n'));
}
