import { join } from 'node:path';
import { projectRoot } from '../../machine/folders';
import { type LeashedProcess, startLeashed } from '../../machine/leashed-process';
import { openLogFile } from '../../machine/log-file';

/** Where a worker finds its parts, and the folder of its state and of `logs/`. */
export interface WorkerSurroundings {
	/** Called `host:port`. */
	readonly temporal: string;
	readonly mlflow: string;
	readonly ollama: string;
	readonly stateDir: string;
	/** The folder of the data files. */
	readonly data: string;
}

/** Starts one of our workers as a process of its own, which ends when we do. Its log is `logs/NAME.log`. */
export async function startWorker(name: string, queue: string, around: WorkerSurroundings): Promise<LeashedProcess> {
	const log = openLogFile(join(around.stateDir, 'logs', `${name}.log`));
	try {
		return await startLeashed({
			command: process.execPath,
			// What is built already: a worker must not build anew because a source changed during the run.
			args: [join(projectRoot(), 'dist', 'cli', 'main.js'), 'worker'],
			env: {
				...process.env,
				TEMPORAL_ADDRESS: around.temporal,
				TEMPORAL_NAMESPACE: 'default',
				MLFLOW_TRACKING_URI: around.mlflow,
				OLLAMA_HOST: around.ollama,
				TIP_BENCH_STATE: around.stateDir,
				TIP_BENCH_DATA: around.data,
				TIP_BENCH_QUEUES: queue,
			},
			cwd: around.stateDir,
			output: log.descriptor,
		});
	} finally {
		log.close();
	}
}
