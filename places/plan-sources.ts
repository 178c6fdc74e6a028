import { exportsDir } from '../machine/folders';
import type { PlanSources } from '../planning/plan-bench';
import { asEnvironment } from './addresses';
import type { Places } from './places';

/**
 * What a plan is made from that a worker with these places would make.
 * @throws MachineError EnvironmentInvalid
 */
export function planSources(places: Places): PlanSources {
	const env = asEnvironment(places.env, places.addresses());
	return { catalog: places.catalog(), clients: places.clients, env, exportDir: exportsDir(env) };
}
