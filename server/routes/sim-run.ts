import { createRoute } from '@hono/zod-openapi';
import { refuseSimFaults, startSim } from '../../client/sims';
import { simQueue } from '../../contracts/sim';
import { benchQueue } from '../../contracts/workflows';
import { TipBenchError } from '../../domain/errors';
import { parseSimConfig, type SimInput } from '../../domain/simulation/sim-config';
import { FailureWithLinks } from '../../http/errors';
import { jsonAnswer } from '../../http/json-answer';
import { onlyKeys } from '../../http/only-keys';
import { flag } from '../../http/query-values';
import { planSources } from '../../places/plan-sources';
import { refuseStrangeSimAddresses } from '../access/addresses';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { newGroup } from '../group';
import { createTurns } from '../turns';
import { unservedNotes } from '../unserved';
import { simInputSchema, simLinks, simPlanSchema, startedSimSchema } from './sim-schema';

const run = createRoute({
	...{ method: 'post', path: '/api/sim/run', tags: ['simulations'] },
	summary: 'Start a simulation, or say what it would do',
	request: {
		query: onlyKeys({ dry_run: flag }),
		body: { content: { 'application/json': { schema: simInputSchema } }, required: true },
	},
	responses: {
		200: jsonAnswer('With `dry_run`: what it would do. Nothing was started or written.', simPlanSchema),
		202: jsonAnswer('It was started.', startedSimSchema),
	},
});

/** See `bench-run.ts`. */
const mostDryRuns = 2;

/** Starting a simulation. */
export function simRunRoutes(context: ServerContext) {
	const dryRuns = createTurns(mostDryRuns);
	return newGroup().openapi(run, async (c) => {
		const input: SimInput = c.req.valid('json');
		refuseStrangeSimAddresses(input, context.places);
		if (c.req.valid('query').dry_run)
			return c.json(await dryRuns.take(c.req.raw.signal, () => dryRun(context, input)), 200);
		const { experiment } = refuseSimFaults(input);
		c.set('experiment', experiment);
		return c.json(await start(context, input, experiment), 202);
	});
}

async function dryRun({ places }: ServerContext, input: SimInput) {
	// As in `bench-run.ts`: what plans is loaded where it plans.
	const { planSim } = require('../../simulating/plan-sim') as typeof import('../../simulating/plan-sim');
	const { lackingEpisodes } = require('../../simulating/lacking') as typeof import('../../simulating/lacking');
	const plan = await planSim(planSources(places), input, { dryRun: true });
	const { at, policies, personas, seeds, asked, promote, notes } = plan;
	const { reused } = await lackingEpisodes(places.mlflow(at.mlflow_url), plan);
	const pairs = personas.length * policies.length;
	return {
		...{ experiment: at.experiment, policies: [...policies], personas: personas.map(({ name }) => name), seeds },
		pairs: { total: pairs, reused: reused.pairs },
		episodes: { total: pairs * seeds, reused: reused.episodes },
		compared: asked === null ? null : { baseline: asked.baseline, candidate: asked.candidate },
		...{ promote, notes: [...notes] },
	};
}

async function start(context: ServerContext, input: SimInput, experiment: string) {
	const { id, started } = await askTemporal(context, (client) => startSim(client, input));
	const links = simLinks(id, experiment, context.places.addresses());
	if (started) return { workflow_id: id, experiment, notes: await notesOf(context, input), links };
	const message = `The simulation ${id} runs already; what was asked for now is not used.`;
	throw new FailureWithLinks(new TipBenchError('ExperimentBusy', message), links);
}

/** A simulation that has started is told of, whatever cannot be said beside it. */
async function notesOf(context: ServerContext, input: SimInput): Promise<string[]> {
	const parsed = parseSimConfig(input);
	return [...('notes' in parsed ? parsed.notes : []), ...(await unservedNotes(context, [benchQueue, simQueue]))];
}
