import { createCellKeys } from '../domain/bench/cell-keys';
import type { RecordedRun } from '../domain/bench/recorded-run';
import type { Mlflow } from '../mlflow/client';
import { type RunWithTexts, scanRuns, scanRunTexts } from '../mlflow/recorded-runs';
import { filterText, type ScanOptions, type ScanWatch } from '../mlflow/search';

/**
 * The experiment's committed runs, one a cell and the oldest first, with one page of them in memory.
 * Where a cell has two, the earlier counts; runs with no key (of the former harness) all count.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function* scanCells(
	mlflow: Mlflow,
	experimentId: string,
	options: ScanOptions = {},
): AsyncGenerator<RunWithTexts> {
	const keys = createCellKeys();
	for await (const each of scanRunTexts(mlflow, experimentId, options)) {
		if (each.run.cell_key === null || keys.add(each.run.cell_key)) yield each;
	}
}

/** Fits every run that waits, and those that a former harness marked as judged with Python's `False`. */
export const perhapsPending = "tags.judge_pending != 'false'";

/** So few are looked up one by one; beyond that it is quicker to read the experiment. */
const few = 20;

/**
 * How many runs of an experiment wait for a score. When they are few, which is when somebody asks in earnest, it takes
 * a request and one more a run, however large the experiment is.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function countPending(mlflow: Mlflow, experimentId: string, watch: ScanWatch = {}): Promise<number> {
	const pending: RecordedRun[] = [];
	for await (const run of scanRuns(mlflow, experimentId, { ...watch, filter: perhapsPending, pageSize: few + 1 })) {
		if (run.judge_pending) pending.push(run);
		if (pending.length > few) return countAllPending(mlflow, experimentId, watch);
	}
	let count = 0;
	for (const run of pending) if (await isFirstOfCell(mlflow, experimentId, run, watch)) count += 1;
	return count;
}

async function countAllPending(mlflow: Mlflow, experimentId: string, watch: ScanWatch): Promise<number> {
	let count = 0;
	for await (const { run } of scanCells(mlflow, experimentId, watch)) if (run.judge_pending) count += 1;
	return count;
}

/** Whether no earlier run of the same cell is there. A run with no key is one by itself. */
export async function isFirstOfCell(
	mlflow: Mlflow,
	experimentId: string,
	run: RecordedRun,
	watch: ScanWatch,
): Promise<boolean> {
	const key = run.cell_key === null ? null : filterText(run.cell_key);
	if (key === null) return true;
	for await (const first of scanRuns(mlflow, experimentId, {
		...watch,
		filter: `tags.cell_key = ${key}`,
		pageSize: 2,
	})) {
		return first.run_id === run.run_id;
	}
	return true;
}
