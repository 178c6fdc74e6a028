import { mapLimit } from '../../machine/map-limit';
import { closeMlflow, createMlflow } from '../../mlflow/client';
import { ensureExperiment } from '../../mlflow/experiments';
import { createRun, fillRun } from '../../mlflow/record-run';
import { changing } from '../../mlflow/revision';
import { contentsOf } from './run-contents';
import type { PerfStage } from './stage';

/** An experiment whose runs an auto judge has yet to score. */
export interface UnjudgedRuns {
	readonly experiment: string;
	readonly experiment_id: string;
	readonly runIds: readonly string[];
}

let made = 0;

/** Records so many runs in a new experiment, each with five candidates of its own, as a bench records them. */
export async function makeUnjudged(stage: PerfStage, count: number, judge: string): Promise<UnjudgedRuns> {
	made += 1;
	const experiment = `perf-unjudged-${process.pid}-${made}`;
	const mlflow = createMlflow(stage.mlflow.address);
	try {
		const contentOf = await contentsOf(experiment, { lazy: null, auto: judge });
		const { rubric, bench } = contentOf(0);
		const tags = { rubric: rubric.name, rubric_hash: rubric.hash };
		const { id: experimentId } = await ensureExperiment(mlflow, experiment, tags);
		const record = async (at: number) => {
			const content = contentOf(at);
			// Judged in the order of their start, so that every experiment is asked about in the same one.
			const startedAt = 1_700_000_000_000 + at;
			const runId = await createRun(mlflow, { experimentId, bench, cell: content.cell, startedAt });
			await changing(mlflow, experimentId, (writer) => fillRun(writer, runId, content));
			return runId;
		};
		const numbers = Array.from({ length: count }, (_each, at) => at);
		return { experiment, experiment_id: experimentId, runIds: await mapLimit(numbers, 3, record, 'stop') };
	} finally {
		await closeMlflow(mlflow);
	}
}
