import { createRoute, z } from '@hono/zod-openapi';
import { activePromptPath, changeActivePrompts, readActivePrompts } from '../../catalog/active-prompt-file';
import { type ListedOptimize, listOptimizes, startOptimize } from '../../client/optimizes';
import { optimizeMemoSchema } from '../../contracts/optimize';
import { benchQueue } from '../../contracts/workflows';
import { TipBenchError } from '../../domain/errors';
import { activePromptsSchema, rolledBack } from '../../domain/optimize/active-prompt';
import { workflowPage } from '../../domain/temporal-ui';
import { FailureWithLinks } from '../../http/errors';
import { jsonAnswer } from '../../http/json-answer';
import { onlyKeys } from '../../http/only-keys';
import { flag } from '../../http/query-values';
import { planSources } from '../../places/plan-sources';
import { firstOllamaUrl, summarisePlan } from '../../planning/plan-summary';
import { refuseStrangePlaces } from '../access/strange-places';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { newGroup } from '../group';
import { createTurns } from '../turns';
import { unservedNotes } from '../unserved';
import { configInputSchema } from './bench-run';
import { planSummarySchema } from './plan-schema';

const tags = ['optimize'];

const comparedShape = {
	experiment: z.string(),
	model: z.string(),
	baseline: z.string(),
	candidates: z.array(z.string()),
	notes: z.array(z.string()),
};

const run = createRoute({
	...{ method: 'post', path: '/api/optimize/run', tags },
	summary: 'Compare prompt versions on one model, of which the winner becomes active; or say what would be done',
	request: {
		query: onlyKeys({ dry_run: flag }),
		body: { content: { 'application/json': { schema: configInputSchema } }, required: true },
	},
	responses: {
		200: jsonAnswer(
			'With `dry_run`: what it would do. Nothing was started or written.',
			z.object({ ...comparedShape, bench: planSummarySchema }).openapi('OptimizePlan'),
		),
		202: jsonAnswer(
			'It was started.',
			z
				.object({ workflow_id: z.string(), ...comparedShape, links: z.record(z.string(), z.string()) })
				.openapi('StartedOptimize'),
		),
	},
});

const list = createRoute({
	...{ method: 'get', path: '/api/optimize/runs', tags },
	summary: 'The comparisons of prompts that Temporal knows, and what came of them',
	responses: {
		200: jsonAnswer(
			'The newest first.',
			z
				.object({
					comparisons: z.array(
						z
							.object({
								...{ workflow_id: z.string(), state: z.string(), started_at: z.iso.datetime() },
								...optimizeMemoSchema.shape,
								links: z.record(z.string(), z.string()),
							})
							.openapi('Comparison'),
					),
				})
				.openapi('Comparisons'),
		),
	},
});

/** Made here: a schema from before this library was loaded, as in `up`, cannot be named in the document. */
const activeSchema = z.object(activePromptsSchema.shape).openapi('ActivePrompts');

const active = createRoute({
	...{ method: 'get', path: '/api/prompts/active', tags },
	summary: 'Which prompt version is active and on what evidence, and which were',
	responses: { 200: jsonAnswer('As things stand.', activeSchema) },
});

const rollback = createRoute({
	...{ method: 'post', path: '/api/prompts/rollback', tags },
	summary: 'Make the prompt version active that was so before; where none was, none is',
	responses: { 200: jsonAnswer('It is; the evidence is kept.', activeSchema) },
});

/** See `bench-run.ts`. */
const mostDryRuns = 2;

/** Comparisons of prompts, and which prompt is active. */
export function optimizeRoutes(context: ServerContext) {
	const { places, log } = context;
	const dryRuns = createTurns(mostDryRuns);
	return newGroup()
		.openapi(run, async (c) => {
			const input = c.req.valid('json');
			refuseStrangePlaces(input, places);
			if (c.req.valid('query').dry_run)
				return c.json(await dryRuns.take(c.req.raw.signal, () => dryRun(context, input)), 200);
			const started = await start(context, input);
			c.set('experiment', started.experiment);
			return c.json(started, 202);
		})
		.openapi(list, async (c) => {
			const comparisons = await askTemporal(context, listOptimizes);
			return c.json({ comparisons: comparisons.map((each) => shown(context, each)) }, 200);
		})
		.openapi(active, async (c) => c.json(await readActivePrompts(places.env), 200))
		.openapi(rollback, async (c) => {
			const at = new Date(context.now()).toISOString();
			await changeActivePrompts(
				places.env,
				(prompts) => {
					const back = rolledBack(prompts, at);
					if (back !== null) return back;
					throw new TipBenchError('NothingBefore', `no prompt version is active: ${activePromptPath(places.env)}`);
				},
				(line) => log.info(line),
			);
			return c.json(await readActivePrompts(places.env), 200);
		});
}

async function plan({ places, now }: ServerContext, input: unknown) {
	// As in `bench-run.ts`: what plans is loaded where it plans.
	const { planOptimize } = require('../../planning/plan-optimize') as typeof import('../../planning/plan-optimize');
	return planOptimize(planSources(places), input, { at: now(), isWorker: false });
}

async function dryRun(context: ServerContext, input: unknown) {
	const { places } = context;
	const planned = await plan(context, input);
	const { planBench } = require('../../planning/plan-bench') as typeof import('../../planning/plan-bench');
	const bench = await planBench(planSources(places), planned.bench, { dryRun: true });
	const summary = await summarisePlan(bench, places.ollama(firstOllamaUrl(bench)));
	return { ...compared(planned), bench: { ...summary, models: [...summary.models], notes: [...summary.notes] } };
}

async function start(context: ServerContext, input: unknown) {
	const planned = await plan(context, input);
	const { experiment } = planned;
	const { id, started } = await askTemporal(context, (client) => startOptimize(client, planned, input));
	const links = linksOf(context, id, experiment);
	if (!started) {
		const message = `The comparison ${id} runs already; what was asked for now is not used.`;
		throw new FailureWithLinks(new TipBenchError('ExperimentBusy', message), links);
	}
	const { notes, ...told } = compared(planned);
	return { workflow_id: id, ...told, notes: [...notes, ...(await unservedNotes(context, [benchQueue]))], links };
}

function compared({ experiment, model, baseline, candidates, notes }: Awaited<ReturnType<typeof plan>>) {
	const names = candidates.map(({ name }) => name);
	return { experiment, model, baseline: baseline.name, candidates: names, notes: [...notes] };
}

function shown(context: ServerContext, { id, runId: _runId, startedAt, ...told }: ListedOptimize) {
	const links = linksOf(context, id, told.experiment);
	return { workflow_id: id, started_at: startedAt.toISOString(), ...told, links };
}

/** Its bench has its experiment's name. */
function linksOf({ places }: ServerContext, id: string, experiment: string | null): Record<string, string> {
	const { temporalUi, namespace } = places.addresses();
	return {
		...(experiment !== null && { bench: `/api/bench/status?${new URLSearchParams({ experiment })}` }),
		...(temporalUi !== null && { temporal: workflowPage(temporalUi, namespace, id) }),
	};
}
