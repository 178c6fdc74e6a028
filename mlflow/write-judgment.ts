import { TipBenchError } from '../domain/errors';
import { type MainScores, mainScores } from '../domain/judging/aggregate';
import { judgmentsOf } from '../domain/judging/former-judgment';
import { type Change, type GivenJudgment, type GivenTo, giveJudgment, isKept } from '../domain/judging/give-judgment';
import type { KeptJudgment } from '../domain/judging/kept-judgment';
import { computedName, keptFlags, type Rubric, type Scores } from '../domain/judging/rubric';
import type { Mlflow } from './client';
import { getRun } from './decode-run';
import { noteTags, staleNotes } from './judge-notes';
import { judgmentName, judgmentTags } from './judgments';
import { logBatch, type Metric, pairsOf, tagBatch } from './log-batch';
import { type RunWithTexts, withTexts } from './recorded-runs';
import { rescored } from './run-description';
import { judgedMarks, unjudgedMarks } from './run-marks';
import { type RawRun, tagsOf } from './run-schema';
import { staleKeys } from './tag-text';
import { deleteTags, type Tags } from './tags';

/** A judge's judgment of a run that is to be written. */
export interface JudgmentToWrite {
	readonly rubric: Rubric;
	readonly given: GivenJudgment;
	/** Whether other scores of the same judge, which are there, may be replaced. */
	readonly replace: boolean;
}

/** What came of it. */
export interface Written {
	readonly change: Change;
	/** Whether there was anything to write. */
	readonly wrote: boolean;
}

/**
 * Writes a lazy judge's judgment into a run, and what all its judges say together; the tags that say so come last. What
 * is there already is left alone. While other scores take the place of those that count, the run is pending again.
 * @throws TipBenchError JudgmentConflict where this judge has said something else; RunDamaged where another judge's
 * judgment cannot be read; MlflowUnavailable or MlflowRefused
 */
export async function writeJudgment(mlflow: Mlflow, runId: string, judgment: JudgmentToWrite): Promise<Written> {
	return writeJudgmentInto(mlflow, await getRun(mlflow, runId), judgment);
}

/** As {@link writeJudgment}, one request less. @param raw the run as it was just read */
export async function writeJudgmentInto(
	mlflow: Mlflow,
	raw: RawRun,
	{ rubric, given, replace }: JudgmentToWrite,
): Promise<Written> {
	const runId = raw.info.run_id;
	const found = withTexts(raw);
	if (found === null) throw new TipBenchError('RunDamaged', `Run ${runId} is not committed any more.`);
	const before = readJudgments(rubric, found, given.by);
	const { change, judgments } = giveJudgment(before, given, givenTo(found, given.by));
	if (change === 'different' && !replace) throw judgedMeanwhile(runId, given.by);
	const wrote = await writeStanding(mlflow, raw, standingOf(rubric, found, judgments, Date.parse(given.judged_at)));
	return { change, wrote };
}

/**
 * Looks at a run once more after a judgment was written into it: whoever else was at work at the same time may have
 * counted without it, which is put right, or, as the same judge, written over it.
 * @param raw the run as it was read since
 * @returns whether there was anything to put right
 * @throws TipBenchError JudgmentConflict, RunDamaged, MlflowUnavailable, MlflowRefused
 */
export async function settleJudgment(
	mlflow: Mlflow,
	raw: RawRun,
	{ rubric, given }: Pick<JudgmentToWrite, 'rubric' | 'given'>,
): Promise<boolean> {
	const found = withTexts(raw);
	if (found === null) return false;
	const judgments = readJudgments(rubric, found, given.by);
	if (!isKept(judgments, given)) throw judgedMeanwhile(raw.info.run_id, given.by);
	return writeStanding(mlflow, raw, standingOf(rubric, found, judgments, Date.parse(given.judged_at)));
}

/** What a run says beside its judgments to whoever gives it one more. */
export function givenTo(found: RunWithTexts, by: string): GivenTo {
	return { driftAsked: found.driftAsked(by), lazyCounts: found.run.auto?.counts !== true };
}

/**
 * The judgments of a run.
 * @param except whose judgment may be damaged, since it is given anew
 * @throws TipBenchError RunDamaged
 */
export function readJudgments(rubric: Rubric, found: RunWithTexts, except: string): readonly KeptJudgment[] {
	const { judgments, damaged } = found.kept();
	const lost = damaged.filter((name) => name !== judgmentName(except));
	if (lost.length > 0) {
		throw new TipBenchError(
			'RunDamaged',
			`The judgment in the tags \`judgment:${lost[0]}\` of run ${found.run.run_id} cannot be read. Delete those tags in MLflow and apply that judge's file again.`,
		);
	}
	return judgmentsOf(rubric, found.run, judgments, found.notes());
}

/** What a run is to have: its judgments, and the scores that count. */
export interface Standing {
	readonly judgments: readonly KeptJudgment[];
	/** `null` where nobody has scored it whose scores count: then nothing that counts is touched. */
	readonly main: MainScores | null;
	/** By the name of their metrics. */
	readonly values: Scores;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Beside what all this makes. */
	readonly more?: { readonly metrics: Scores; readonly tags: Tags };
}

/** What a run is to have that has these judgments. */
export function standingOf(
	rubric: Rubric,
	{ run }: Pick<RunWithTexts, 'run'>,
	judgments: readonly KeptJudgment[],
	at: number,
): Standing {
	const main = mainScores(rubric, judgments, run.auto?.counts ? run.auto.kind : null);
	if (main === null) return { judgments, main, values: {}, at };
	const overridden = Object.entries(keptFlags(rubric, run.metrics))
		.filter(([flag, computed]) => main.scores[flag] !== computed)
		.map(([flag, computed]) => [computedName(flag), computed]);
	return {
		judgments,
		main,
		values: { ...main.scores, composite: main.composite, ...Object.fromEntries(overridden) },
		at,
	};
}

/**
 * Brings a run to what it is to have, in as few requests as there can be: one where it waits for its first scores.
 * @param raw the run as it was just read
 * @returns whether there was anything to write
 */
export async function writeStanding(mlflow: Mlflow, raw: RawRun, standing: Standing): Promise<boolean> {
	const runId = raw.info.run_id;
	const tags = tagsOf(raw);
	const run = withTexts(raw)?.run;
	const { judgments, main, values, at, more = { metrics: {}, tags: {} } } = standing;
	const isJudged = run?.judged ?? false;
	const isMoved = main !== null && Object.entries(values).some(([name, value]) => run?.metrics[name] !== value);
	const notes = main === null ? {} : noteTags(main.notes);
	const kept = judgments.map((judgment) => ({ name: judgmentName(judgment.by), tags: judgmentTags(judgment) }));
	const judgedBy = main === null ? {} : { judged_by: main.judgedBy, judged_at: main.judgedAt };
	const wanted = { ...Object.assign({}, ...kept.map((each) => each.tags)), ...notes, ...judgedBy, ...more.tags };
	const changed = changedOf(tags, wanted);
	const metrics = metricsOf(raw, { ...(isMoved ? values : {}), ...more.metrics }, at);
	const isPending = main !== null && !isJudged;
	if (!isPending && !isMoved && metrics.length === 0 && Object.keys(changed).length === 0) return false;

	if (isJudged && isMoved) await logBatch(mlflow, runId, tagBatch(unjudgedMarks));
	const stale = [
		...kept.flatMap((each) => staleKeys(tags, each.name, each.tags, 'judgment')),
		...(main === null ? [] : staleNotes(tags, notes)),
	];
	const marks =
		main !== null && (isPending || isMoved)
			? { ...rescored(tags, main), ...judgedMarks }
			: ({} as Record<string, string>);
	const content = { params: [], metrics, tags: pairsOf(changed) };
	if (stale.length === 0) {
		await logBatch(mlflow, runId, { ...content, tags: [...content.tags, ...pairsOf(marks)] });
		return true;
	}
	await logBatch(mlflow, runId, content);
	await deleteTags(mlflow, runId, stale);
	if (Object.keys(marks).length > 0) await logBatch(mlflow, runId, tagBatch(marks));
	return true;
}

/** Somebody has been at work since the file was checked against the experiment. */
function judgedMeanwhile(runId: string, by: string): TipBenchError {
	return new TipBenchError(
		'JudgmentConflict',
		`run ${runId} was judged by ${by} while this file was applied; those scores were left as they are. Apply the file again to see what differs.`,
	);
}

function changedOf(tags: Tags, wanted: Tags): Record<string, string> {
	return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => tags[key] !== value));
}

/** MLflow's latest value of a metric is the one with the largest step, so each judgment takes the next. */
function metricsOf(run: RawRun, values: Scores, timestamp: number): Metric[] {
	const steps = run.data.metrics.filter(({ key }) => Object.hasOwn(values, key)).map(({ step }) => step);
	const step = Math.max(0, ...steps) + 1;
	return Object.entries(values).map(([key, value]) => ({ key, value, timestamp, step }));
}
