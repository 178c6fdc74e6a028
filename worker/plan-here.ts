import { planBench } from '../activities/plan';
import { createCatalog } from '../catalog/catalog';
import type { ConfigInput } from '../domain/config';
import type { BenchPlan } from '../domain/plan';
import { readEnvironment } from './environment';

/** What a worker with this environment would plan, without starting or writing anything. */
export async function planHere(env: Record<string, string | undefined>, input: ConfigInput): Promise<BenchPlan> {
	const { dataDir, exportDir } = readEnvironment(env);
	return planBench({ catalog: createCatalog(dataDir), env, exportDir }, input, { dryRun: true });
}
