import { createCatalog } from '../../catalog/catalog';
import { projectRoot } from '../../machine/folders';
import { mapLimit } from '../../machine/map-limit';
import { closeMlflow, createMlflow } from '../../mlflow/client';
import { ensureExperiment } from '../../mlflow/experiments';
import { createRun, fillRun } from '../../mlflow/record-run';
import { runContent } from '../../testbed/run-content';
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
	const rubric = await createCatalog(projectRoot()).rubric('tip-v1');
	const mlflow = createMlflow(stage.mlflow.address);
	const tags = { rubric: rubric.name, rubric_hash: rubric.hash };
	const { id } = await ensureExperiment(mlflow, experiment, tags);
	const record = async (at: number) => {
		const content = await runContent(candidatesOf(at));
		const cell = { ...content.cell, key: `${made}x${at}`.padStart(64, '0') };
		const asked = { experimentId: id, bench: experiment, cell, startedAt: 1_700_000_000_000 + at };
		const runId = await createRun(mlflow, asked);
		await fillRun(mlflow, runId, { ...content, cell, bench: experiment, judges: { lazy: null, auto: judge } });
		return runId;
	};
	const numbers = Array.from({ length: count }, (_each, at) => at);
	const runIds = await mapLimit(numbers, 3, record, 'stop');
	await closeMlflow(mlflow);
	return { experiment, experiment_id: id, runIds };
}

/** Five of the length that models write, and no two runs' alike. */
function candidatesOf(run: number): string[] {
	const what = ['the lunch boxes', 'tomorrow’s clothes', 'three calls', 'the walk to the shop', 'a glass of water'];
	return what.map(
		(each, at) => `Before ${6 + ((run + at) % 12)} o’clock see to ${each}, and write down that it is done.`,
	);
}
