import { benchPlanned, type PlannedBench, type WorkflowRun } from '../../client/bench-history';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import type { PlannedCells } from './grid';

/** Plans of so many benches are kept: they do not change. */
const mostKept = 200;

/**
 * Asks for the cells that a bench has planned; `null` before it has, and where that cannot be told: Temporal is away, or
 * this server's scenarios are not the bench's.
 */
export function plannedCells(
	context: Pick<ServerContext, 'places'>,
): (bench: WorkflowRun) => Promise<PlannedCells | null> {
	const kept = new Map<string, PlannedBench>();
	const read = async (bench: WorkflowRun) => {
		const known = kept.get(bench.runId);
		if (known !== undefined) return known;
		const found = await askTemporal(context, (client) => benchPlanned(client, bench)).catch(() => null);
		if (found === null) return null;
		if (kept.size >= mostKept) kept.clear();
		kept.set(bench.runId, found);
		return found;
	};
	return async (bench) => {
		const plan = await read(bench);
		if (plan === null) return null;
		const { models, prompts, scenarios, config } = plan;
		const own = await context.places
			.catalog()
			.scenarioSet(scenarios.count)
			.catch(() => null);
		if (own === null || own.hash !== scenarios.hash) return null;
		return {
			rows: models.flatMap(({ name: model }) => prompts.map(({ name: prompt }) => ({ model, prompt }))),
			scenarios: own.scenarios.map(({ name }) => name),
			repeats: config.repeats,
		};
	};
}
