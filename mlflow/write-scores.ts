import { TipBenchError } from '../domain/errors';
import type { Notes } from '../domain/judging/notes';
import type { Scores } from '../domain/judging/rubric';
import type { Mlflow } from './client';
import { getRun, marksOfRun } from './decode-run';
import { deleteOtherNotes, noteTags } from './judge-notes';
import { logBatch, pairsOf, tagBatch } from './log-batch';
import { rescored } from './run-description';
import { judgedMarks, unjudgedMarks } from './run-marks';
import { metricsOf, type RawRun, tagsOf } from './run-schema';

/** What a judge said of one run. */
export interface ScoresToWrite {
	/** By dimension and flag. */
	readonly scores: Scores;
	readonly composite: number;
	/** What it says in words; the notes of an earlier judgment go with that. */
	readonly notes: Notes;
	/** `claude-code-session`, a name, a model. */
	readonly judgedBy: string;
	/** Milliseconds since 1970. */
	readonly judgedAt: number;
	/** The computed values of the flags that the judge changed: kept beside, as `FLAG_computed`. */
	readonly overrides?: Scores;
	/** Whether other scores that are there may be replaced; they stay in the metrics' history. */
	readonly replace: boolean;
}

/**
 * Writes a judgment into a run; the tags that say so come last. Equal scores of the same judge, already there, are left
 * alone. While others are replaced the run is pending again.
 * @returns whether anything was written
 * @throws TipBenchError JudgmentConflict, MlflowUnavailable or MlflowRefused
 */
export async function writeScores(mlflow: Mlflow, runId: string, judgment: ScoresToWrite): Promise<boolean> {
	const run = await getRun(mlflow, runId);
	const values = valuesOf(judgment);
	const tags = tagsOf(run);
	const scored = !marksOfRun(run).judgePending;
	const notes = noteTags(judgment.notes);
	const saysSame = tags.judged_by === judgment.judgedBy && hasAll(run, values);
	if (scored && saysSame && notes.every(({ key, value }) => tags[key] === value)) return false;
	if (scored && !judgment.replace) throw judgedMeanwhile(runId, tags.judged_by);
	if (scored) await logBatch(mlflow, runId, tagBatch(unjudgedMarks));
	const step = nextStep(run, Object.keys(values));
	const metrics = Object.entries(values).map(([key, value]) => ({ key, value, timestamp: judgment.judgedAt, step }));
	const judgedAt = new Date(judgment.judgedAt).toISOString();
	await deleteOtherNotes(mlflow, runId, tags, notes);
	const by = pairsOf({ judged_by: judgment.judgedBy, judged_at: judgedAt });
	await logBatch(mlflow, runId, { params: [], metrics, tags: [...notes, ...by] });
	await logBatch(mlflow, runId, tagBatch({ ...rescored(tags, { ...judgment, judgedAt }), ...judgedMarks }));
	return true;
}

/** The file was checked against the experiment before, so somebody else has been at work since then. */
function judgedMeanwhile(runId: string, judgedBy = 'somebody'): TipBenchError {
	return new TipBenchError(
		'JudgmentConflict',
		`run ${runId} was judged by ${judgedBy} while this file was applied; its scores were left as they are. Apply the file again to see what differs.`,
	);
}

function valuesOf({ scores, composite, overrides = {} }: ScoresToWrite): Scores {
	const computed = Object.entries(overrides).map(([flag, value]) => [`${flag}_computed`, value] as const);
	return { ...scores, composite, ...Object.fromEntries(computed) };
}

function hasAll(run: RawRun, values: Scores): boolean {
	const there = metricsOf(run);
	return Object.entries(values).every(([name, value]) => there[name] === value);
}

/** MLflow's latest value of a metric is the one with the largest step, so each judgment takes the next. */
function nextStep(run: RawRun, names: readonly string[]): number {
	const steps = run.data.metrics.filter(({ key }) => names.includes(key)).map(({ step }) => step);
	return Math.max(0, ...steps) + 1;
}
