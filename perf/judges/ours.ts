import { startJudge } from '../../client/judge';
import type { JudgeResult } from '../../contracts/judge';
import { judgeWorkflowId } from '../../contracts/judge';
import type { Contestant } from '../contestants/contestant';
import { comparedJudge } from '../settings';
import type { Program } from '../stage/program';
import type { PerfStage } from '../stage/stage';
import { makeUnjudged } from '../stage/unjudged-runs';

/** Has our auto judge score an experiment. @returns milliseconds, from the start to the result */
export async function judgeExperiment(stage: PerfStage, experiment: string, kind: string): Promise<number> {
	const began = performance.now();
	await startJudge(stage.client, { experiment, kind, mlflow_url: stage.mlflow.address });
	const handle = stage.client.workflow.getHandle(judgeWorkflowId(experiment, kind));
	const { scored, unscored, stopped } = (await handle.result()) as JudgeResult;
	const wallMs = performance.now() - began;
	if (stopped !== null) throw new Error(`our judge went no further: ${stopped}`);
	stage.say(`  ${scored} runs scored, left unscored: ${JSON.stringify(unscored)}`);
	return wallMs;
}

/** Us: the workflow `judge`, as `tip-bench judge auto` starts it, on a new experiment each time. */
export function enterOurJudge(stage: PerfStage, worker: Program, runs: number): Contestant {
	return {
		name: 'ours',
		title: 'tip-bench',
		remarks: ['reads runs from MLflow and records every judgment there; memory is the worker’s and Temporal’s'],
		run: async ({ memoryOf }) => {
			const { experiment } = await makeUnjudged(stage, runs, comparedJudge.kind);
			memoryOf(worker.pid);
			if (stage.temporal.pid !== undefined) memoryOf(stage.temporal.pid);
			return { wallMs: await judgeExperiment(stage, experiment, comparedJudge.kind) };
		},
	};
}
