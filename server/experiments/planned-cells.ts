import { benchPlanned, type PlannedBench } from '../../client/bench-history';
import { findBench } from '../../client/find-bench';
import { waitAtMost } from '../../machine/wait-at-most';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import type { PlannedCells } from './grid';

/** Plans of so many benches are kept: they do not change. */
const mostKept = 200;

/** Nobody waits longer for what only Temporal knows: the cells that have a run are there without it. Milliseconds. */
const patienceMs = 1_500;

/**
 * Asks for the cells that the newest bench of an experiment has planned; `null` before it has, and where that cannot be
 * told: Temporal is away, or this server's scenarios are not the bench's.
 */
export function plannedCells(
	context: Pick<ServerContext, 'places'>,
): (experiment: string) => Promise<PlannedCells | null> {
	const kept = new Map<string, PlannedBench>();
	const read = (experiment: string) =>
		askTemporal(context, async (client) => {
			const bench = await findBench(client, experiment);
			// One of another experiment may have its name.
			if (bench.experiment !== null && bench.experiment !== experiment) return null;
			const known = kept.get(bench.runId);
			const found = known ?? (await benchPlanned(client, bench));
			if (found === null) return null;
			if (kept.size >= mostKept) kept.clear();
			kept.set(bench.runId, found);
			return found;
		});
	return async (experiment) => {
		const asked = read(experiment).catch(() => null);
		const plan = (await waitAtMost(patienceMs, asked)) ?? null;
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
