import { type MainScores, mainScores } from '../domain/judging/aggregate';
import type { KeptJudgment } from '../domain/judging/kept-judgment';
import { computedName, keptFlags, type Rubric, type Scores } from '../domain/judging/rubric';
import type { MlflowWriter } from './client';
import { noteTags, staleNotes } from './judge-notes';
import { judgmentName, judgmentTags } from './judgments';
import { logBatch, type Metric, pairsOf, tagBatch } from './log-batch';
import { type RunWithTexts, withTexts } from './recorded-runs';
import { rescored } from './run-description';
import { judgedMarks, unjudgedMarks } from './run-marks';
import { type RawRun, tagsOf } from './run-schema';
import { staleKeys, type Tags } from './tag-text';
import { deleteTags } from './tags';

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
export async function writeStanding(mlflow: MlflowWriter, raw: RawRun, standing: Standing): Promise<boolean> {
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

function changedOf(tags: Tags, wanted: Tags): Record<string, string> {
	return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => tags[key] !== value));
}

/** MLflow's latest value of a metric is the one with the largest step, so each judgment takes the next. */
function metricsOf(run: RawRun, values: Scores, timestamp: number): Metric[] {
	const steps = run.data.metrics.filter(({ key }) => Object.hasOwn(values, key)).map(({ step }) => step);
	const step = Math.max(0, ...steps) + 1;
	return Object.entries(values).map(([key, value]) => ({ key, value, timestamp, step }));
}
