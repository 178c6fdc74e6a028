import { join } from 'node:path';
import { projectRoot } from '../../machine/folders';
import { closeMlflow, createMlflow } from '../../mlflow/client';
import { ensureExperiment } from '../../mlflow/experiments';
import { startProgram, untilEnded } from './program';
import type { PerfStage } from './stage';

/** Copies an experiment with all its runs within MLflow's database, where making them anew would take minutes. @returns its id */
export async function copyRuns(stage: PerfStage, { experiment, id: from }: { experiment: string; id: string }) {
	const mlflow = createMlflow(stage.mlflow.address);
	const { id } = await ensureExperiment(mlflow, `${experiment}-copy`, {});
	await closeMlflow(mlflow);
	const program = await startProgram({
		name: 'copy-runs',
		command: 'python3',
		args: [join(projectRoot(), 'perf', 'programs', 'copy-runs.py'), join(stage.folder, 'mlflow.db'), from, id],
		env: process.env,
		folder: stage.folder,
	});
	await untilEnded(program, 'copying runs');
	return id;
}
