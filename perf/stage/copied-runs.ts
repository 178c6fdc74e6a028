import { join } from 'node:path';
import { projectRoot } from '../../machine/folders';
import { closeMlflow, createMlflow } from '../../mlflow/client';
import { ensureExperiment } from '../../mlflow/experiments';
import { startProgram, untilEnded } from './program';
import type { PerfStage } from './stage';

/** What is copied, and what becomes of it: all runs, into one without tags, unless told. */
interface Copy {
	readonly name?: string;
	readonly tags?: Readonly<Record<string, string>>;
	/** Runs by their place in the order of their start: the first, and how many. A run can be copied once only. */
	readonly part?: readonly [number, number];
}

/** Copies an experiment with its runs within MLflow's database, where making them anew would take minutes. @returns its id */
export async function copyRuns(
	stage: PerfStage,
	{ experiment, id: from }: { experiment: string; id: string },
	{ name = `${experiment}-copy`, tags = {}, part = [0, -1] }: Copy = {},
): Promise<string> {
	const mlflow = createMlflow(stage.mlflow.address);
	const { id } = await ensureExperiment(mlflow, name, tags);
	await closeMlflow(mlflow);
	const program = await startProgram({
		name: 'copy-runs',
		command: 'python3',
		args: [
			join(projectRoot(), 'perf', 'programs', 'copy-runs.py'),
			join(stage.folder, 'mlflow.db'),
			from,
			id,
			...part.map(String),
		],
		env: process.env,
		folder: stage.folder,
	});
	await untilEnded(program, 'copying runs');
	return id;
}
