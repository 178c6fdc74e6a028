import type { RecordedRun } from '../domain/bench/recorded-run';
import type { Change } from '../domain/judging/give-judgment';
import { compositeOf, type Rubric } from '../domain/judging/rubric';
import type { ScoredItem } from '../domain/judging/sitting/sitting';
import type { Mlflow } from '../mlflow/client';
import { getRun } from '../mlflow/decode-run';
import { withTexts } from '../mlflow/recorded-runs';
import { changing } from '../mlflow/revision';
import { mostLooks, settleJudgment, writeJudgment } from '../mlflow/write-judgment';

/** An item as its judge scored it, and when. */
export interface ScoresToStore extends ScoredItem {
	readonly by: string;
	/** Milliseconds since 1970. */
	readonly judged_at: number;
}

/**
 * Stores the scores of one item; storing them twice is the same as once.
 * @returns what they changed
 * @throws TipBenchError JudgmentConflict, RunDamaged, MlflowUnavailable, MlflowRefused
 */
export async function storeScores(
	mlflow: Mlflow,
	rubric: Rubric,
	{ run_id, scores, note, replace, by, judged_at }: ScoresToStore,
): Promise<Change> {
	const found = await getRun(mlflow, run_id);
	const run = withTexts(found)?.run;
	const given = {
		...{ by, scores, composite: compositeOf(rubric, scores), notes: note === '' ? {} : { note } },
		...{ kind: lazyKindOf(run), exported_at: null },
		judged_at: new Date(judged_at).toISOString(),
	};
	return changing(mlflow, found.info.experiment_id, async (writer) => {
		const { change } = await writeJudgment(writer, run_id, { rubric, given, replace });
		for (let look = 0; look < mostLooks; look += 1) {
			if (!(await settleJudgment(writer, await getRun(writer, run_id), { rubric, given }))) break;
		}
		return change;
	});
}

function lazyKindOf(run: RecordedRun | undefined): string | null {
	return run === undefined || run.auto?.counts === true ? null : (run.judge_kinds[0] ?? null);
}
