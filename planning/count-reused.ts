import type { Catalog } from '../catalog/catalog';
import { mixedReaders, readerVersion } from '../domain/answers/reader-version';
import { type BenchPlan, blockOf } from '../domain/bench/plan';
import type { Mlflow } from '../mlflow/client';
import { missingIndexes } from './missing-cells';

/**
 * How many cells of each model the experiment has, and a note where their answers were read in another way than those to
 * come will be.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused or PromptChanged
 */
export async function countReused(
	catalog: Catalog,
	mlflow: Mlflow,
	plan: Omit<BenchPlan, 'reused'>,
): Promise<{ reused: BenchPlan['reused']; note: string[] }> {
	const reused: Record<string, number> = {};
	const readers: Record<string, number> = {};
	const count = (reader: string, cells: number) => {
		if (cells > 0) readers[reader] = (readers[reader] ?? 0) + cells;
	};
	const look = async (model: (typeof plan.models)[number]) => {
		const block = blockOf(plan, model);
		const { total, missing, readers: before } = await missingIndexes(catalog, mlflow, plan.experiment_id, block);
		reused[model.digest] = total - missing.length;
		for (const [reader, cells] of Object.entries(before)) count(reader, cells);
		count(readerVersion, missing.length);
	};
	await Promise.all(plan.models.map(look));
	const mixed = mixedReaders(readers);
	return { reused, note: mixed === null ? [] : [mixed] };
}
