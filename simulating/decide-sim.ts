import type { SimOutcome, SimPlan } from '../contracts/sim';
import type { Mlflow } from '../mlflow/client';
import type { ScanWatch } from '../mlflow/search';
import { decideBetween } from './decide-between';
import { readTable, summariesOf } from './read-table';

/**
 * What came of a simulation, from MLflow alone.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused, RunDamaged, UnknownName, StudyInvalid
 */
export async function decideSim(mlflow: Mlflow, plan: SimPlan, watch: ScanWatch = {}): Promise<SimOutcome> {
	const table = await readTable(mlflow, plan.at, plan, watch);
	const { asked } = plan;
	const decided = asked === null ? null : await decideBetween(mlflow, plan.at, { table, asked }, watch);
	return { policies: summariesOf(table), decision: decided?.decision ?? null };
}
