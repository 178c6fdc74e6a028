import { createRoute, z } from '@hono/zod-openapi';
import { refuseFaults, startBench } from '../../client/start-bench';
import { listBenches } from '../../client/temporal';
import { benchQueue } from '../../contracts/workflows';
import { type ConfigInput, parseConfig } from '../../domain/bench/config';
import { TipBenchError } from '../../domain/errors';
import { FailureWithLinks } from '../../http/errors';
import { jsonAnswer } from '../../http/json-answer';
import { onlyKeys } from '../../http/only-keys';
import { flag } from '../../http/query-values';
import { planSources } from '../../places/plan-sources';
import { firstOllamaUrl, summarisePlan } from '../../planning/plan-summary';
import { refuseStrangePlaces } from '../access/strange-places';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { linksOf } from '../feed/shown-bench';
import { newGroup } from '../group';
import { createTurns } from '../turns';
import { unservedNotes } from '../unserved';
import { planSummarySchema } from './plan-schema';

/** As forms and old confs write it; what it means, and every fault, is the config schema's to say. */
export const configInputSchema = z.record(z.string(), z.unknown()).openapi('ConfigInput', {
	description: 'The keys of a bench, as `/api/catalog/config` lists them; a conf of the former DAG is read too.',
	example: { experiment: 'tips-1', models: 'gemma3:1b', prompts: 'v1,v2-mentor' },
});

const startedSchema = z
	.object({
		workflow_id: z.string(),
		experiment: z.string(),
		notes: z.array(z.string()).describe('what was read otherwise than it was written, and that no worker is there'),
		links: z.record(z.string(), z.string()),
	})
	.openapi('StartedBench');

const run = createRoute({
	method: 'post',
	path: '/api/bench/run',
	summary: 'Start a bench, or say what it would do',
	tags: ['benches'],
	request: {
		query: onlyKeys({ dry_run: flag }),
		body: { content: { 'application/json': { schema: configInputSchema } }, required: true },
	},
	responses: {
		200: jsonAnswer('With `dry_run`: what it would do. Nothing was started or written.', planSummarySchema),
		202: jsonAnswer('It was started.', startedSchema),
	},
});

/** A form asks with every key that is typed, and each answer may read a whole experiment. */
const mostDryRuns = 2;

/** Starting a bench. */
export function benchRunRoutes(context: ServerContext) {
	const dryRuns = createTurns(mostDryRuns);
	return newGroup().openapi(run, async (c) => {
		const input: ConfigInput = c.req.valid('json');
		refuseStrangePlaces(input, context.places);
		if (c.req.valid('query').dry_run) {
			return c.json(await dryRuns.take(c.req.raw.signal, () => dryRun(context, input)), 200);
		}
		const { experiment } = refuseFaults(input);
		c.set('experiment', experiment);
		return c.json(await start(context, input, experiment), 202);
	});
}

async function dryRun({ places }: ServerContext, input: ConfigInput) {
	// Whoever starts the server does not wait for what plans: it computes with libraries of its own.
	const { planBench } = require('../../planning/plan-bench') as typeof import('../../planning/plan-bench');
	const plan = await planBench(planSources(places), input, { dryRun: true });
	const summary = await summarisePlan(plan, places.ollama(firstOllamaUrl(plan)));
	return { ...summary, models: [...summary.models], notes: [...summary.notes] };
}

async function start(context: ServerContext, input: ConfigInput, experiment: string) {
	const addresses = context.places.addresses();
	const running = await askTemporal(context, (client) => listBenches(client, true));
	const other = running.find((bench) => bench.experiment === experiment && bench.id !== experiment);
	if (other !== undefined) throw busy(other.id, experiment, linksOf(other.id, experiment, addresses));
	const { id, started } = await askTemporal(context, (client) => startBench(client, input));
	const links = linksOf(id, experiment, addresses);
	if (!started) throw busy(id, experiment, links);
	return { workflow_id: id, experiment, notes: await notesOf(context, input), links };
}

/** A bench that has started is told of, whatever cannot be said beside it. */
async function notesOf(context: ServerContext, input: ConfigInput): Promise<string[]> {
	const parsed = parseConfig(input);
	return [...('notes' in parsed ? parsed.notes : []), ...(await unservedNotes(context, [benchQueue]))];
}

function busy(id: string, experiment: string, links: Record<string, string>): FailureWithLinks {
	const message = `The bench ${id} runs on ${experiment} already; what was asked for now is not used.`;
	return new FailureWithLinks(new TipBenchError('ExperimentBusy', message), links);
}
