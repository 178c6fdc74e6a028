import { type BlockPlan, cellAt, countCells } from '../domain/cell';
import type { Mlflow } from '../mlflow/client';
import { committedCellKeys } from '../mlflow/committed';

/** Which cells of a block the experiment does not have yet, as ascending indexes. */
export async function missingIndexes(
	mlflow: Mlflow,
	experimentId: string,
	block: BlockPlan,
): Promise<{ total: number; missing: number[] }> {
	const committed = await committedCellKeys(mlflow, experimentId, block.model.digest);
	const total = countCells(block);
	const missing: number[] = [];
	for (let index = 0; index < total; index += 1) {
		if (!committed.has(cellAt(block, index).key)) missing.push(index);
	}
	return { total, missing };
}
