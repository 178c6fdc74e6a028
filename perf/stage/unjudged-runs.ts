import { closeMlflow, createMlflow } from '../../mlflow/client';
import { ensureExperiment } from '../../mlflow/experiments';
import { createRun, fillRun } from '../../mlflow/record-run';
import { contentsOf } from './run-contents';
import type { PerfStage } from './stage';

let made = 0;

/** Records runs as a bench does, one after another, in a new experiment. @returns the experiment's name */
export async function recordUnjudged(stage: PerfStage, runs: number): Promise<string> {
	made += 1;
	const experiment = `perf-unjudged-${process.pid}-${made}`;
	const mlflow = createMlflow(stage.mlflow.address);
	try {
		const contentOf = await contentsOf(experiment, { lazy: 'claude-code', auto: null });
		const { rubric, bench } = contentOf(0);
		const { id: experimentId } = await ensureExperiment(mlflow, experiment, {
			rubric: rubric.name,
			rubric_hash: rubric.hash,
		});
		for (let at = 0; at < runs; at += 1) {
			const content = contentOf(at);
			// Judged in the order of their start, so that every pass asks in the same one.
			const startedAt = 1_700_000_000_000 + at;
			const runId = await createRun(mlflow, { experimentId, bench, cell: content.cell, startedAt });
			await fillRun(mlflow, runId, content);
		}
		return experiment;
	} finally {
		await closeMlflow(mlflow);
	}
}
