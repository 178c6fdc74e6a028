import type { RecordedRun } from '../domain/bench/recorded-run';
import { TipBenchError } from '../domain/errors';
import type { Applied } from '../domain/judging/applied';
import { checkJudgeFile, type JudgeFile, type Judgment } from '../domain/judging/judge-file';
import { type Rubric, rubricFaults } from '../domain/judging/rubric';
import { countOf } from '../domain/wording';
import type { Mlflow } from '../mlflow/client';
import { findExperiment } from '../mlflow/experiments';
import type { Watch } from '../mlflow/run-pages';
import { writeScores } from '../mlflow/write-scores';
import { scanCells } from './read-runs';

/** How a judge file is applied. */
export interface ApplyOptions extends Watch {
	/** Writes over scores that differ; the old ones stay in the metric's history. */
	readonly replace?: boolean;
	/** Milliseconds since 1970, kept as `judged_at`. */
	readonly now: number;
}

/**
 * Checks a judge file whole, then writes its scores. Applying it twice is the same as once.
 * @throws TipBenchError JudgeFileInvalid with every fault, JudgmentConflict with every conflict; then nothing is written
 */
export async function applyJudgeFile(
	mlflow: Mlflow,
	rubric: Rubric,
	file: JudgeFile,
	{ replace = false, now, ...watch }: ApplyOptions,
): Promise<Applied> {
	const experiment = await findExperiment(mlflow, file.experiment);
	if (experiment === null || experiment.id !== file.experiment_id) {
		const there = experiment === null ? 'MLflow has no such experiment' : `its id is ${experiment.id}`;
		throw invalid([`experiment: the file is for ${file.experiment} with id ${file.experiment_id}, but ${there}`]);
	}
	const { runs, pending, benches } = await readRunsOf(mlflow, file, watch);
	const { judgments, unscored, faults } = checkJudgeFile(file, rubric, new Set(runs.keys()));
	faults.push(...rubricFaults(experiment.name, experiment.tags, rubric));
	if (faults.length > 0) throw invalid(faults);
	const { fresh, equal, different } = sorted(judgments, runs);
	if (different.length > 0 && !replace) throw conflict(different, runs);

	for (const judgment of [...fresh, ...different]) {
		const run = runs.get(judgment.run_id);
		await writeScores(mlflow, judgment.run_id, {
			scores: judgment.scores,
			composite: judgment.composite,
			judgedBy: file.by,
			judgedAt: now,
			overrides: overriddenFlags(rubric, judgment, run),
			replace,
		});
		watch.onProgress?.(1);
	}
	const written = fresh.length + different.length;
	const counts = { written, unchanged: equal.length, unscored, pending: pending - fresh.length };
	return { experiment: file.experiment, ...counts, benches };
}

/** Of the file's runs all that is to be compared, of the experiment's others a count: it may hold many more. */
async function readRunsOf(mlflow: Mlflow, file: JudgeFile, watch: Watch) {
	const inFile = new Set(file.runs.map(({ run_id }) => run_id));
	const runs = new Map<string, RecordedRun>();
	const benches = new Set<string>();
	let pending = 0;
	for await (const { run } of scanCells(mlflow, file.experiment_id, watch)) {
		if (inFile.has(run.run_id)) runs.set(run.run_id, run);
		if (run.judge_pending) pending += 1;
		if (run.bench !== null) benches.add(run.bench);
	}
	return { runs, pending, benches: [...benches] };
}

/** Judgments of runs that wait, of runs that have the same scores already, and of those that have others. */
function sorted(judgments: readonly Judgment[], runs: ReadonlyMap<string, RecordedRun>) {
	const kinds: Record<'fresh' | 'equal' | 'different', Judgment[]> = { fresh: [], equal: [], different: [] };
	for (const judgment of judgments) {
		const run = runs.get(judgment.run_id);
		if (run?.judge_pending !== false) kinds.fresh.push(judgment);
		else if (differences(judgment, run).length > 0) kinds.different.push(judgment);
		else kinds.equal.push(judgment);
	}
	return kinds;
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
			`${countOf(different.length, 'run')} already ${different.length === 1 ? 'has' : 'have'} other scores; nothing was written. Use --replace to write over them:`,
			...lines,
		].join('\n'),
	);
}

function invalid(faults: readonly string[]): TipBenchError {
	return new TipBenchError('JudgeFileInvalid', faults.map((fault) => `- ${fault}`).join('\n'));
}
