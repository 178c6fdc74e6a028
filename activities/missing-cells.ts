import type { Catalog } from '../catalog/catalog';
import { type BlockPlan, cellAt, countCells, scenarioIndexOf } from '../domain/cell';
import type { Mlflow } from '../mlflow/client';
import { committedCellKeys } from '../mlflow/committed';
import { plannedScenarios } from './unchanged';

/** Which cells of a block the experiment does not have yet, as ascending indexes. */
export async function missingIndexes(
	catalog: Catalog,
	mlflow: Mlflow,
	experimentId: string,
	block: BlockPlan,
): Promise<{ total: number; missing: number[] }> {
	const committed = await committedCellKeys(mlflow, experimentId, block.model.digest);
	const scenarios = await plannedScenarios(catalog, block.scenarios);
	const total = countCells(block);
	const missing: number[] = [];
	for (let index = 0; index < total; index += 1) {
		if (!committed.has(cellAt(block, index, scenarios[scenarioIndexOf(block, index)]).key)) missing.push(index);
	}
	return { total, missing };
}
