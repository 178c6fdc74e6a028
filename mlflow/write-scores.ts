import { z } from 'zod';
import type { Scores } from '../domain/rubric';
import { callMlflow, type Mlflow } from './client';
import { logBatch } from './log-batch';

/** A judge's word on one run. */
export interface WrittenScores {
	readonly scores: Scores;
	readonly composite: number;
	readonly judgedBy: string;
	/** Milliseconds since 1970. */
	readonly judgedAt: number;
	/** Flags that the program had computed otherwise: its values are kept beside, as `<flag>_computed`. */
	readonly overrides: Scores;
}

const runWithStepsSchema = z.object({
	run: z.object({
		data: z
			.object({ metrics: z.array(z.object({ key: z.string(), step: z.coerce.number().default(0) })).default([]) })
			.default({ metrics: [] }),
	}),
});

/**
 * Writes a run's scores, and last that it no longer waits for any. The step is above all earlier ones, since of a
 * metric's values the one with the largest step counts; the earlier ones stay in its history.
 * @throws MlflowError
 */
export async function writeScores(mlflow: Mlflow, runId: string, written: WrittenScores): Promise<void> {
	const computed = Object.entries(written.overrides).map(([flag, value]) => [`${flag}_computed`, value]);
	const metrics: Record<string, number> = {
		...written.scores,
		...Object.fromEntries(computed),
		composite: written.composite,
	};
	await logBatch(mlflow, runId, {
		metrics,
		tags: { judged_by: written.judgedBy, judged_at: new Date(written.judgedAt).toISOString() },
		timestamp: written.judgedAt,
		step: 1 + (await latestStep(mlflow, runId, Object.keys(metrics))),
		commit: { judge_pending: 'false' },
	});
}

async function latestStep(mlflow: Mlflow, runId: string, names: readonly string[]): Promise<number> {
	const asked = {
		method: 'GET',
		path: `/runs/get?run_id=${encodeURIComponent(runId)}`,
		what: `read run ${runId}`,
	} as const;
	const { run } = await callMlflow(mlflow, asked, runWithStepsSchema);
	return Math.max(0, ...run.data.metrics.filter(({ key }) => names.includes(key)).map(({ step }) => step));
}
