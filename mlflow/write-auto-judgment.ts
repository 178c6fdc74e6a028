import type { PlannedJudge } from '../domain/judging/auto-judge';
import type { AutoJudgment } from '../domain/judging/auto-judgment';
import { autoMetrics, keptAuto } from '../domain/judging/auto-kept';
import type { KeptJudgment } from '../domain/judging/kept-judgment';
import { keptFlags, type Rubric, type Scores } from '../domain/judging/rubric';
import type { MlflowWriter } from './client';
import { judgmentTags } from './judgments';
import { readJudgments } from './read-judgments';
import { type RunWithTexts, withTexts } from './recorded-runs';
import { type RawRun, tagsOf } from './run-schema';
import { tierTag } from './run-tiers';
import type { Tags } from './tag-text';
import { deleteTags } from './tags';
import { standingOf, writeStanding } from './write-standing';

/**
 * Writes what an auto judge made of a run: one request, and another where scores that count are replaced. Doing it again
 * changes nothing. A run that has another auto judge keeps that one's scores, and this one's judgment beside them.
 * @param raw the run as it was just read
 * @throws TipBenchError RunDamaged, MlflowUnavailable or MlflowRefused
 */
export async function writeAutoJudgment(
	mlflow: MlflowWriter,
	raw: RawRun,
	{ rubric, judge, judgment }: { rubric: Rubric; judge: PlannedJudge; judgment: AutoJudgment },
): Promise<void> {
	const found = withTexts(raw);
	if (found === null || found.run.by_rule || found.run.invalid !== null) return;
	const tags = tagsOf(raw);
	const stood = readJudgments(rubric, found, judge.kind);
	const before = stood.find(({ tier, by }) => tier === 'auto' && by === judge.kind);
	const kept = keptAuto(rubric, judge, judgment, before, keptFlags(rubric, found.run.metrics));
	const more = isItsTier(found, judge.kind) ? tierOf(found, judge, judgment, kept) : { metrics: {}, tags: {} };
	const isThere = Object.entries({ ...judgmentTags(kept), ...more.tags }).every(([key, value]) => tags[key] === value);
	const others = stood.filter((each) => each !== before);
	const standing = standingOf(rubric, found, [...others, kept], judgment.judged_at);
	const left = judgment.scores === null ? [] : [tierTag.unscored, tierTag.unscoredAt].filter((key) => key in tags);
	await deleteTags(mlflow, raw.info.run_id, left);
	await writeStanding(mlflow, raw, { ...standing, more: isThere ? { ...more, metrics: {} } : more });
}

function isItsTier({ run }: RunWithTexts, kind: string): boolean {
	return run.auto === null || run.auto.kind === kind;
}

/** What a run's own auto tier leaves on it. */
function tierOf(
	{ run }: RunWithTexts,
	judge: PlannedJudge,
	judgment: AutoJudgment,
	kept: KeptJudgment,
): { metrics: Scores; tags: Tags } {
	const counts = run.auto?.counts === true;
	const kind = counts ? {} : { [tierTag.kind]: judge.kind };
	const { unscored } = kept;
	const said: Tags =
		judgment.scores === null
			? { [tierTag.unscored]: unscored?.reason ?? '', [tierTag.unscoredAt]: unscored?.at ?? '' }
			: {
					[tierTag.judgedBy]: judge.kind,
					[tierTag.judgedAt]: kept.given?.judged_at ?? '',
					[tierTag.hash]: judge.hash,
					...(judge.weights !== null && { [tierTag.digest]: judge.weights.digest }),
					[tierTag.evidence]: String(judge.evidence),
				};
	const pending = { [tierTag.pending]: String(kept.given === null) };
	return { metrics: autoMetrics(judgment, kept, counts), tags: { ...kind, ...said, ...pending } };
}
