import { TipBenchError } from '../domain/errors';
import { type Change, type GivenJudgment, type GivenTo, giveJudgment, isKept } from '../domain/judging/give-judgment';
import type { Rubric } from '../domain/judging/rubric';
import type { MlflowWriter } from './client';
import { getRun } from './decode-run';
import type { PastValue } from './metric-history';
import { readJudgments } from './read-judgments';
import { type RunWithTexts, withTexts } from './recorded-runs';
import type { RawRun } from './run-schema';
import { standingOf, writeStanding } from './write-standing';

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
export async function writeJudgment(mlflow: MlflowWriter, runId: string, judgment: JudgmentToWrite): Promise<Written> {
	return writeJudgmentInto(mlflow, await getRun(mlflow, runId), judgment);
}

/** As {@link writeJudgment}, one request less. @param raw the run as it was just read */
export async function writeJudgmentInto(
	mlflow: MlflowWriter,
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
	mlflow: MlflowWriter,
	raw: RawRun,
	{ rubric, given }: Pick<JudgmentToWrite, 'rubric' | 'given'>,
): Promise<boolean> {
	const found = withTexts(raw);
	if (found === null) return false;
	const judgments = readJudgments(rubric, found, given.by);
	if (!isKept(judgments, given)) throw judgedMeanwhile(raw.info.run_id, given.by);
	return writeStanding(mlflow, raw, standingOf(rubric, found, judgments, Date.parse(given.judged_at)));
}

/** So often a run is looked at again where there was something to put right: more than two are never at it at once for long. */
export const mostLooks = 5;

/**
 * Whether nobody but this judge has ever scored a run, by all composites that it has had. Whoever else was at work at the
 * same time has left one, in whatever order the two have written.
 * @param history what `composite` was, one after the other
 */
export function isOnlyJudgment(
	history: readonly PastValue[],
	{ composite, judged_at }: Pick<GivenJudgment, 'composite' | 'judged_at'>,
): boolean {
	const [only, ...others] = history;
	return others.length === 0 && only?.value === composite && only.timestamp === Date.parse(judged_at);
}

/** What a run says beside its judgments to whoever gives it one more. */
export function givenTo(found: RunWithTexts, by: string): GivenTo {
	return { driftAsked: found.driftAsked(by), lazyCounts: found.run.auto?.counts !== true };
}

/** Somebody has been at work since the file was checked against the experiment. */
function judgedMeanwhile(runId: string, by: string): TipBenchError {
	return new TipBenchError(
		'JudgmentConflict',
		`run ${runId} was judged by ${by} at the same time; those scores were left as they are. Where a file was applied, other runs of it may be written: apply it again to see what differs.`,
	);
}
