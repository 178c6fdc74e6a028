import { join } from 'node:path';
import { projectRoot } from '../../machine/folders';
import { type Program, startProgram, untilPrinted } from './program';
import type { PerfStage } from './stage';

/** @see startMeasuredWorker */
export interface WorkerChoice {
	/** The Ollama that it uses. */
	readonly ollama: string;
	/** Another program than `./tip-bench worker`: a script of this build. */
	readonly script?: string;
	/** Variables beside those of the stage. */
	readonly env?: Readonly<Record<string, string>>;
}

/** Starts a worker of both queues as a process of its own, on the prebuilt bundle, and waits until it serves them. */
export async function startMeasuredWorker(stage: PerfStage, { ollama, script, env }: WorkerChoice): Promise<Program> {
	const program = await startProgram({
		name: 'worker',
		command: process.execPath,
		args: script === undefined ? [join(projectRoot(), 'tip-bench'), 'worker'] : [script],
		folder: stage.folder,
		env: {
			...process.env,
			TEMPORAL_ADDRESS: stage.temporal.address,
			MLFLOW_TRACKING_URI: stage.mlflow.address,
			OLLAMA_HOST: ollama,
			TIP_BENCH_STATE: stage.folder,
			TIP_BENCH_QUEUES: 'bench,gpu',
			...env,
		},
	});
	await untilPrinted(program, 'the worker', /Ctrl-C ends it/);
	return program;
}
