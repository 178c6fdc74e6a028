import type { RecordedRun } from '../domain/bench/recorded-run';
import { compositeOf, type Rubric } from '../domain/judging/rubric';
import type { ScoredItem } from '../domain/judging/sitting/sitting';
import type { Mlflow } from '../mlflow/client';
import { getRun } from '../mlflow/decode-run';
import { withTexts } from '../mlflow/recorded-runs';
import { settleJudgment, writeJudgment } from '../mlflow/write-judgment';

/** An item as its judge scored it, and when. */
export interface ScoresToStore extends ScoredItem {
	readonly by: string;
	/** Milliseconds since 1970. */
	readonly judged_at: number;
}

/**
 * Stores the scores of one item; storing them twice is the same as once.
 * @throws TipBenchError JudgmentConflict, RunDamaged, MlflowUnavailable, MlflowRefused
 */
export async function storeScores(
	mlflow: Mlflow,
	rubric: Rubric,
	{ run_id, scores, note, replace, by, judged_at }: ScoresToStore,
): Promise<void> {
	const run = withTexts(await getRun(mlflow, run_id))?.run;
	const given = {
		...{ by, scores, composite: compositeOf(rubric, scores), notes: note === '' ? {} : { note } },
		...{ kind: lazyKindOf(run), exported_at: null },
		judged_at: new Date(judged_at).toISOString(),
	};
	await writeJudgment(mlflow, run_id, { rubric, given, replace });
	await settleJudgment(mlflow, await getRun(mlflow, run_id), { rubric, given });
}

function lazyKindOf(run: RecordedRun | undefined): string | null {
	return run === undefined || run.auto?.counts === true ? null : (run.judge_kinds[0] ?? null);
}
