import type { Catalog } from '../catalog/catalog';
import { type BlockPlan, type Cell, cellAt, countCells, indexOf, scenarioIndexOf } from '../domain/bench/cell';
import type { Mlflow } from '../mlflow/client';
import { committedCellKeys } from '../mlflow/committed';
import type { Watch } from '../mlflow/run-pages';
import { plannedScenarios } from './unchanged';

/** A key takes 15 to 30 µs, so heartbeats and whatever else this process does wait 15 ms at most. */
const keysAtOnce = 500;

/**
 * Which cells of a block the experiment does not have yet, as ascending indexes.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused or PromptChanged
 */
export async function missingIndexes(
	catalog: Catalog,
	mlflow: Mlflow,
	experimentId: string,
	block: BlockPlan,
	watch: Watch = {},
): Promise<{ total: number; missing: number[] }> {
	const committed = await committedCellKeys(mlflow, experimentId, block.model.digest, watch);
	const scenarios = await plannedScenarios(catalog, block.scenarios);
	const total = countCells(block);
	// As with every new experiment: a hundred thousand keys would take seconds, and tell nothing.
	if (committed.size === 0) return { total, missing: Array.from({ length: total }, (_each, index) => index) };
	const missing: number[] = [];
	for (let index = 0; index < total; index += 1) {
		if (index % keysAtOnce === keysAtOnce - 1) {
			await new Promise(setImmediate);
			watch.signal?.throwIfAborted();
		}
		if (!committed.has(cellAt(block, index, scenarios[scenarioIndexOf(block, index)]).key)) missing.push(index);
	}
	return { total, missing };
}

/**
 * Those of some cells that a block has and the experiment does not.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused or PromptChanged
 */
export async function missingAmong<T extends { readonly cell: Cell }>(
	catalog: Catalog,
	mlflow: Mlflow,
	experimentId: string,
	block: BlockPlan,
	asked: readonly T[],
	watch: Watch = {},
): Promise<T[]> {
	const committed = await committedCellKeys(mlflow, experimentId, block.model.digest, watch);
	const scenarios = await plannedScenarios(catalog, block.scenarios);
	return asked.filter(({ cell }) => !committed.has(cell.key) && indexOf(block, cell, scenarios) !== null);
}
