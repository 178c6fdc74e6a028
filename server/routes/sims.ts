import { createRoute, z } from '@hono/zod-openapi';
import type { Client } from '@temporalio/client';
import { benchFailure } from '../../client/bench-failure';
import { cancelSim, pauseSim } from '../../client/control-sim';
import { findSim, type ListedSim, listSims, querySim } from '../../client/sims';
import { simResultsSchema } from '../../domain/simulation/sim-results';
import { jsonAnswer } from '../../http/json-answer';
import { onlyKeys } from '../../http/only-keys';
import { messageOf } from '../../machine/coded-error';
import { listExperiments } from '../../mlflow/experiments';
import { simTag } from '../../mlflow/sim-runs';
import { findIn } from '../../places/experiment';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { experimentName } from '../experiment-route';
import { newGroup } from '../group';
import { shownSim, simDoneSchema, simLinks, simListSchema, simSightSchema } from './sim-schema';

const tags = ['simulations'];

const list = createRoute({
	...{ method: 'get', path: '/api/sim/runs', tags },
	summary: 'The simulations that Temporal and MLflow know',
	responses: { 200: jsonAnswer('All of them.', simListSchema) },
});

const one = onlyKeys({ simulation: experimentName.describe('its workflow id, or its experiment') });

const status = createRoute({
	...{ method: 'get', path: '/api/sim/status', tags },
	summary: 'Where a simulation is, and what came of it',
	request: { query: one },
	responses: { 200: jsonAnswer('Where it is.', simSightSchema) },
});

const results = createRoute({
	...{ method: 'get', path: '/api/sim/results', tags },
	summary: 'What the episodes of an experiment have brought, from MLflow alone',
	description: 'Of the setting of its newest run: means with 95 % intervals by policy and persona, curves, decisions.',
	request: { query: onlyKeys({ experiment: experimentName }) },
	responses: { 200: jsonAnswer('By policy and persona.', z.object(simResultsSchema.shape).openapi('SimResults')) },
});

const changing = <Verb extends string>(verb: Verb, summary: string) =>
	createRoute({
		...{ method: 'post', path: `/api/sim/${verb}` as const, tags, summary },
		request: { query: one },
		responses: { 200: jsonAnswer('It was told.', simDoneSchema) },
	});

const pause = changing('pause', 'Have a simulation begin no further episodes until `resume`');
const resume = changing('resume', 'Let a paused simulation go on');
const cancel = changing('cancel', 'End a simulation; what it has recorded stays');

/** What simulations there are, where they are, and what came of them. */
export function simRoutes(context: ServerContext) {
	const change = (name: string, work: (client: Client, sim: ListedSim) => Promise<{ told: boolean; heard: boolean }>) =>
		askTemporal(context, async (client) => {
			const sim = await findSim(client, name);
			const { told, heard } = await work(client, sim);
			return { experiment: sim.experiment ?? sim.id, done: { workflow_id: sim.id, told, heard } };
		});
	return newGroup()
		.openapi(list, async (c) => c.json(await listed(context), 200))
		.openapi(status, async (c) => c.json(await sight(context, c.req.valid('query').simulation), 200))
		.openapi(results, async (c) => c.json(await resultsOf(context, c.req.valid('query').experiment), 200))
		.openapi(pause, async (c) => {
			const { experiment, done } = await change(c.req.valid('query').simulation, (client, sim) =>
				pauseSim(client, sim, true),
			);
			c.set('experiment', experiment);
			return c.json(done, 200);
		})
		.openapi(resume, async (c) => {
			const { experiment, done } = await change(c.req.valid('query').simulation, (client, sim) =>
				pauseSim(client, sim, false),
			);
			c.set('experiment', experiment);
			return c.json(done, 200);
		})
		.openapi(cancel, async (c) => {
			const { experiment, done } = await change(c.req.valid('query').simulation, async (client, sim) => ({
				...{ told: await cancelSim(client, sim), heard: true },
			}));
			c.set('experiment', experiment);
			return c.json(done, 200);
		});
}

/** Those of Temporal, and behind them what only MLflow still has. */
async function listed(context: ServerContext): Promise<z.infer<typeof simListSchema>> {
	const sims = (await askTemporal(context, listSims)).map(shownSim);
	const known = new Set(sims.map(({ experiment }) => experiment));
	const kept = await experimentsOfSims(context).catch((error: unknown) => messageOf(error));
	const others = typeof kept === 'string' ? [] : kept.filter((name) => !known.has(name));
	return {
		simulations: [
			...sims,
			...others.map((experiment) => ({
				...{ workflow_id: null, experiment, state: null, started_at: null, answer: null, promoted: false },
			})),
		],
		mlflow_fault: typeof kept === 'string' ? kept : null,
	};
}

async function experimentsOfSims({ places }: ServerContext): Promise<string[]> {
	const all = await listExperiments(places.mlflow());
	return all.filter(({ tags }) => tags[simTag] !== undefined).map(({ name }) => name);
}

async function sight(context: ServerContext, name: string): Promise<z.infer<typeof simSightSchema>> {
	const { sim, own, failure } = await askTemporal(context, async (client) => {
		const found = await findSim(client, name);
		const isFailed = found.state === 'FAILED';
		return {
			sim: found,
			own: await querySim(client, found.id),
			failure: isFailed ? await benchFailure(client, found.id, found.runId) : null,
		};
	});
	const { id, state } = sim;
	const experiment = sim.experiment ?? (own?.experiment || null);
	return {
		...{ ...shownSim(sim), experiment },
		answered_by: own === null ? 'servers' : 'simulation',
		// What one that has ended was about to do is no news.
		status: own === null || state === 'RUNNING' ? own : { ...own, paused: false, seconds_left: null, troubles: [] },
		...{ failure, links: simLinks(id, experiment ?? id, context.places.addresses()) },
	};
}

async function resultsOf({ places }: ServerContext, experiment: string) {
	// As in `bench-run.ts`: what computes is loaded where it computes.
	const { simResults } = require('../../simulating/sim-results') as typeof import('../../simulating/sim-results');
	const mlflow = places.mlflow();
	const { id } = await findIn(mlflow, experiment);
	return simResults(mlflow, { experiment, experiment_id: id });
}
