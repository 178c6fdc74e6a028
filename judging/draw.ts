import type { RecordedRun } from '../domain/bench/recorded-run';
import { type DrawnFrom, type DrawOrder, drawSpotChecks } from '../domain/judging/spot-check';
import { mapLimit } from '../machine/map-limit';
import type { Mlflow } from '../mlflow/client';
import { logBatch, tagBatch } from '../mlflow/log-batch';
import { changing } from '../mlflow/revision';
import { undrawnMarks } from '../mlflow/run-marks';
import { drawTags } from '../mlflow/run-tiers';
import type { ScanWatch } from '../mlflow/search';
import { scanCells } from './distinct-cells';

/** How many runs the lazy tier is asked about, and how many it is not. */
export interface Drawn {
	readonly drawn: number;
	readonly not_drawn: number;
}

const mostAtOnce = 3;

/**
 * Draws the runs of an experiment that the lazy tier is asked about though they have an auto tier, among those for which
 * that is not decided yet. Those that are not drawn wait no longer. Doing it again changes nothing; one that was
 * interrupted goes on as it began.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function drawRuns(
	mlflow: Mlflow,
	experimentId: string,
	order: DrawOrder,
	watch: ScanWatch = {},
): Promise<Drawn> {
	const runs: DrawnFrom[] = [];
	const counts = { drawn: 0, not_drawn: 0 };
	const pending = new Set<string>();
	for await (const { run } of scanCells(mlflow, experimentId, watch)) {
		if (!hasBothTiers(run)) continue;
		runs.push(drawnFrom(run, order.delta));
		if (run.judge_pending) pending.add(run.run_id);
		if (run.draw?.drawn === false) counts.not_drawn += 1;
		else if (run.draw?.drawn && run.judge_pending) counts.drawn += 1;
	}
	const decisions = drawSpotChecks(runs, order);
	// In the order of the runs' ids, which has nothing to do with chance: what an interruption leaves open is a fair part.
	const inOrder = [...decisions].sort(([a], [b]) => (a < b ? -1 : 1));
	await changing(mlflow, experimentId, (writer) =>
		mapLimit(
			inOrder,
			mostAtOnce,
			async ([runId, decision]) => {
				const marks = decision.drawn || !pending.has(runId) ? {} : undrawnMarks;
				await logBatch(writer, runId, tagBatch({ ...drawTags(decision), ...marks }));
				watch.onProgress?.(1);
				if (!decision.drawn) counts.not_drawn += 1;
				else if (pending.has(runId)) counts.drawn += 1;
			},
			'stop',
		),
	);
	return counts;
}

function hasBothTiers({ auto, by_rule, invalid }: RecordedRun): boolean {
	return auto !== null && !auto.counts && !by_rule && invalid === null;
}

function drawnFrom(run: RecordedRun, delta: number): DrawnFrom {
	const { run_id, cell_key, model, prompt, auto, draw } = run;
	const certain = auto?.pending ? 'unscored' : (auto?.spread ?? 0) > delta ? 'spread' : null;
	return { run_id, key: cell_key ?? run_id, group: JSON.stringify([model, prompt]), certain, decided: draw };
}
