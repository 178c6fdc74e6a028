import { TipBenchError } from '../domain/errors';
import type { Applied } from '../domain/judging/applied';
import type { Judgment, RunFacts } from '../domain/judging/entry-check';
import { checkJudgeFile, type OpenedJudgeFile } from '../domain/judging/judge-file-check';
import { type Rubric, rubricFaults, type Scores } from '../domain/judging/rubric';
import type { Mlflow } from '../mlflow/client';
import { findExperiment } from '../mlflow/experiments';
import { addNotes } from '../mlflow/judge-notes';
import type { ScanWatch } from '../mlflow/search';
import { writeScores } from '../mlflow/write-scores';
import { compareJudgments, conflict, type JudgedRun, notesToAdd } from './compare-judgments';
import { scanCells } from './distinct-cells';
import { factsOf } from './entry-of-run';
import { judgeFileInvalid } from './refusals';

/** How a judge file is applied. */
export interface ApplyOptions extends ScanWatch {
	/** Writes over scores that differ; the old ones stay in the metric's history. */
	readonly replace?: boolean;
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
	{ replace = false, now, ...watch }: ApplyOptions,
): Promise<Applied> {
	const { experiment: name, experiment_id: id, mlflow_url: from, by } = file.frame;
	const experiment = await findExperiment(mlflow, name);
	if (experiment === null || experiment.id !== id) {
		const there = experiment === null ? 'MLflow has no such experiment' : `its id is ${experiment.id}`;
		const elsewhere = from === undefined || from === mlflow.url ? '' : `; it was exported from the MLflow at ${from}`;
		throw judgeFileInvalid([`experiment: the file is for ${name} with id ${id}, but ${there}${elsewhere}`]);
	}
	const { runs, facts, pending, benches } = await readRunsOf(mlflow, rubric, file, watch);
	const { judgments, unscored, faults } = checkJudgeFile(file, rubric, facts);
	faults.push(...rubricFaults(experiment.name, experiment.tags, rubric));
	if (faults.length > 0) throw judgeFileInvalid(faults);
	const compared = compareJudgments(judgments, runs, by);
	if (compared.different.length > 0 && !replace) throw conflict(compared, runs, by);

	const { fresh, noted, different, equal } = compared;
	const lacksNotes = new Set(noted);
	const write = async (judgment: Judgment) => {
		const judged = runs.get(judgment.run_id);
		if (judged !== undefined && lacksNotes.has(judgment)) {
			await addNotes(mlflow, judgment.run_id, notesToAdd(judgment, judged, by));
		} else {
			const overrides = overriddenFlags(judgment, facts.get(judgment.run_id));
			await writeScores(mlflow, judgment.run_id, { ...judgment, judgedBy: by, judgedAt: now, overrides, replace });
		}
		watch.onProgress?.(1);
	};
	await writeAll([...fresh, ...different, ...noted], write);
	return {
		experiment: name,
		written: fresh.length + different.length,
		noted: noted.length,
		unchanged: equal.length,
		unscored,
		pending: pending - fresh.length,
		benches,
		mended: file.mends.lines(),
	};
}

/** Of the file's runs all that is to be compared, of the experiment's others a count: it may hold many more. */
async function readRunsOf(mlflow: Mlflow, rubric: Rubric, { frame, entries }: OpenedJudgeFile, watch: ScanWatch) {
	const inFile = new Set(entries.map(({ run_id }) => run_id));
	const runs = new Map<string, JudgedRun>();
	const facts = new Map<string, RunFacts>();
	const benches = new Set<string>();
	let pending = 0;
	for await (const found of scanCells(mlflow, frame.experiment_id, watch)) {
		const { run, notes } = found;
		if (inFile.has(run.run_id)) {
			runs.set(run.run_id, { run, notes: run.judge_pending ? {} : notes() });
			facts.set(run.run_id, factsOf(rubric, found));
		}
		if (run.judge_pending) pending += 1;
		if (run.bench !== null) benches.add(run.bench);
	}
	return { runs, facts, pending, benches: [...benches] };
}

async function writeAll(judgments: readonly Judgment[], write: (judgment: Judgment) => Promise<void>): Promise<void> {
	let written = 0;
	try {
		for (const judgment of judgments) {
			await write(judgment);
			written += 1;
		}
	} catch (error) {
		if (!(error instanceof TipBenchError)) throw error;
		const before = `${written} of ${judgments.length} runs were written before that; apply the file again, and it goes on from there.`;
		throw new TipBenchError(error.code, `${error.message}\n${before}`, { cause: error });
	}
}

/** The computed flags that a judge changed, with what the program had computed. */
function overriddenFlags({ scores }: Judgment, facts: RunFacts | undefined): Scores {
	return Object.fromEntries(
		Object.entries(facts?.computed ?? {}).filter(([name, computed]) => computed !== scores[name]),
	);
}
