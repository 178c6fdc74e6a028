import { compositeOf, type Rubric, type Scores } from '../domain/judging/rubric';
import type { ScoredItem } from '../domain/judging/sitting/sitting';
import type { Mlflow } from '../mlflow/client';
import { writeScores } from '../mlflow/write-scores';

/** An item as its judge scored it, and when. */
export interface ScoresToStore extends ScoredItem {
	readonly by: string;
	/** Milliseconds since 1970. */
	readonly judged_at: number;
	/** The flags that the program had computed. */
	readonly computed: Scores;
}

/**
 * Stores the scores of one item; storing them twice is the same as once.
 * @throws TipBenchError JudgmentConflict, MlflowUnavailable, MlflowRefused
 */
export async function storeScores(
	mlflow: Mlflow,
	rubric: Rubric,
	{ run_id, scores, note, replace, by, judged_at, computed }: ScoresToStore,
): Promise<void> {
	const overrides = Object.fromEntries(Object.entries(computed).filter(([name, value]) => scores[name] !== value));
	const composite = compositeOf(rubric, scores);
	const notes = note === '' ? {} : { note };
	await writeScores(mlflow, run_id, {
		...{ scores, composite, notes, overrides, replace },
		...{ judgedBy: by, judgedAt: judged_at },
	});
}
