import type { Catalog } from '../catalog/catalog';
import type { Readers } from '../domain/answers/reader-version';
import { type BlockPlan, type Cell, cellAt, countCells, indexOf, scenarioIndexOf } from '../domain/bench/cell';
import type { Mlflow } from '../mlflow/client';
import { committedCells } from '../mlflow/committed';
import type { ScanWatch } from '../mlflow/search';
import { plannedScenarios } from './unchanged';

/** A key takes 15 to 30 µs, so heartbeats and whatever else this process does wait 15 ms at most. */
const keysAtOnce = 500;

/** What a block still has to generate. */
interface MissingCells {
	/** How many cells the block has. */
	readonly total: number;
	/** The places of those that the experiment does not have, in ascending order. */
	readonly missing: number[];
	/** How the model's cells that the experiment has were read. */
	readonly readers: Readers;
}

/**
 * Which cells of a block the experiment does not have yet, as ascending indexes.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused or PromptChanged
 */
export async function missingIndexes(
	catalog: Catalog,
	mlflow: Mlflow,
	experimentId: string,
	block: BlockPlan,
	watch: ScanWatch = {},
): Promise<MissingCells> {
	const { keys, readers } = await committedCells(mlflow, experimentId, block.model.digest, watch);
	const scenarios = await plannedScenarios(catalog, block.scenarios);
	const total = countCells(block);
	// As with every new experiment: a hundred thousand keys would take seconds, and tell nothing.
	if (keys.size === 0) return { total, missing: Array.from({ length: total }, (_each, index) => index), readers };
	const missing: number[] = [];
	for (let index = 0; index < total; index += 1) {
		if (index % keysAtOnce === keysAtOnce - 1) {
			await new Promise(setImmediate);
			watch.signal?.throwIfAborted();
		}
		if (!keys.has(cellAt(block, index, scenarios[scenarioIndexOf(block, index)]).key)) missing.push(index);
	}
	return { total, missing, readers };
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
	watch: ScanWatch = {},
): Promise<T[]> {
	const { keys } = await committedCells(mlflow, experimentId, block.model.digest, watch);
	const scenarios = await plannedScenarios(catalog, block.scenarios);
	return asked.filter(({ cell }) => !keys.has(cell.key) && indexOf(block, cell, scenarios) !== null);
}
