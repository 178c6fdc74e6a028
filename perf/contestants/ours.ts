import { comparedCells } from '../settings';
import { runBench, whenRecorded } from '../stage/bench-run';
import type { Program } from '../stage/program';
import type { PerfStage } from '../stage/stage';
import type { Contestant } from './contestant';

/** Us: one worker of both queues and the Temporal server, which stay up from round to round. */
export function enterOurs(stage: PerfStage, worker: Program): Contestant {
	return {
		name: 'ours',
		title: 'tip-bench',
		remarks: ['records every cell in MLflow; memory is the worker’s and Temporal’s'],
		run: async ({ memoryOf }) => {
			memoryOf(worker.pid);
			if (stage.temporal.pid !== undefined) memoryOf(stage.temporal.pid);
			const { experiment, startedAt } = await runBench(stage, comparedCells);
			return { wallMs: (await whenRecorded(stage, experiment)) - startedAt };
		},
	};
}
