import { z } from 'zod';
import { type Cell, cellName } from '../domain/cell';
import { uploadArtifacts } from './artifacts';
import { callMlflow, type Mlflow } from './client';
import { logBatch } from './log-batch';
import { toPairs } from './pairs';
import { isPending, type RunContent, runMetrics, runParams, runTags, runTexts } from './run-content';
import { searchPages, tagIs } from './search-runs';

const runInfoSchema = z.object({ run_id: z.string(), artifact_uri: z.string().default('') });

/**
 * Makes a run that nobody counts yet: it lacks its commit mark.
 * @param startedAt milliseconds since 1970
 * @returns its run id
 * @throws MlflowError
 */
export async function createRun(
	mlflow: Mlflow,
	{ experimentId, bench, cell, startedAt }: { experimentId: string; bench: string; cell: Cell; startedAt: number },
): Promise<string> {
	const tags = { bench, cell_key: cell.key, model_digest: cell.model.digest };
	const body = { experiment_id: experimentId, start_time: startedAt, run_name: cellName(cell), tags: toPairs(tags) };
	const asked = { method: 'POST', path: '/runs/create', body, what: `record ${cellName(cell)}` } as const;
	const { run } = await callMlflow(mlflow, asked, z.object({ run: z.object({ info: runInfoSchema }) }));
	return run.info.run_id;
}

/**
 * Writes everything into a run, its commit mark `judge_pending` last. All of it comes from the content, timestamps
 * too, so that doing it again changes nothing.
 * @throws MlflowError
 */
export async function fillRun(mlflow: Mlflow, runId: string, content: RunContent): Promise<void> {
	const endedAt = content.generation.ended_at;
	const body = { run_id: runId, status: 'FINISHED', end_time: endedAt };
	const asked = { method: 'POST', path: '/runs/update', body, what: `end run ${runId}` } as const;
	const { run_info } = await callMlflow(mlflow, asked, z.object({ run_info: runInfoSchema }));
	await uploadArtifacts(mlflow, run_info.artifact_uri, runTexts(content));
	await logBatch(mlflow, runId, {
		params: runParams(content),
		metrics: runMetrics(content),
		tags: runTags(content),
		timestamp: endedAt,
		step: 0,
		commit: { judge_pending: String(isPending(content)) },
	});
}

/** Deletes the runs that a bench made and never committed: attempts that Temporal gave up on. */
export async function sweepUncommitted(mlflow: Mlflow, experimentId: string, bench: string): Promise<void> {
	const abandoned: string[] = [];
	for await (const runs of searchPages(mlflow, experimentId, tagIs('bench', bench))) {
		for (const { info, tags } of runs)
			if (tags.judge_pending === undefined && tags.bench === bench) abandoned.push(info.run_id);
	}
	for (const run_id of abandoned) {
		const asked = {
			method: 'POST',
			path: '/runs/delete',
			body: { run_id },
			what: `delete the abandoned run ${run_id}`,
		} as const;
		await callMlflow(mlflow, asked, z.object({}));
	}
}
