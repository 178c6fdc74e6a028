import { createCatalog } from '../catalog/catalog';
import type { ConfigInput } from '../domain/bench/config';
import type { BenchPlan } from '../domain/bench/plan';
import { dataDir, exportsDir } from '../machine/folders';
import { createClients } from './clients';
import { planBench } from './plan-bench';

/** What a worker with this environment would plan, without starting or writing anything. */
export async function planHere(env: Record<string, string | undefined>, input: ConfigInput): Promise<BenchPlan> {
	const catalog = createCatalog(dataDir(env));
	const clients = createClients(env);
	try {
		return await planBench({ catalog, clients, env, exportDir: exportsDir(env) }, input, { dryRun: true });
	} finally {
		await clients.close();
	}
}
