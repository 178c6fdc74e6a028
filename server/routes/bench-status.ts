import type { HttpBindings } from '@hono/node-server';
import { z } from '@hono/zod-openapi';
import type { Client } from '@temporalio/client';
import { benchFailure } from '../../client/bench-failure';
import { findBench } from '../../client/find-bench';
import { lookAtBench } from '../../client/look-at-bench';
import { mlflowPatienceMs, withLostExperiment } from '../../client/lost-experiment';
import { TipBenchError } from '../../domain/errors';
import { jsonAnswer } from '../../http/json-answer';
import { countPending } from '../../judging/distinct-cells';
import { type Mlflow, withSignal } from '../../mlflow/client';
import { findExperiment } from '../../mlflow/experiments';
import { mlflowOfBench } from '../../places/mlflow-of';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { experimentRoute } from '../experiment-route';
import { createBenchFeeds, findThrough, lookThrough } from '../feed/bench-feeds';
import { shownBench, shownBenchSchema } from '../feed/shown-bench';
import { createViewers } from '../feed/viewers';
import { newGroup } from '../group';
import type { Metrics } from '../metrics';

const statusSchema = shownBenchSchema
	.extend({
		pending_judgments: z.int().nullable().describe('as the bench says, or MLflow where no worker answers'),
		failure: z.string().nullable().describe('why it failed, where it did'),
	})
	.openapi('BenchStatus');

const status = experimentRoute(
	'status',
	{},
	{
		method: 'get',
		summary: 'Where a bench is, by its workflow id or its experiment',
		tags: ['benches'],
		responses: { 200: jsonAnswer('Where it is.', statusSchema) },
	},
);

const progress = experimentRoute(
	'progress',
	{},
	{
		method: 'get',
		summary: 'Where a bench is, as server-sent events',
		description: [
			'An event `status` holds the same as the route `status`, at once and whenever it changes; `end` is the last one.',
			'Send `Last-Event-ID` to be told only what is new. A comment comes every 15 seconds.',
		].join(' '),
		tags: ['benches'],
		responses: {
			200: { description: 'The events.', content: { 'text/event-stream': { schema: z.string() } } },
			204: { description: 'The viewer has the last event already.' },
		},
	},
);

const streamHeaders = {
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': 'no-store, no-transform',
	// Some proxies hold an answer back until they have much of it.
	'x-accel-buffering': 'no',
};

/** Where a bench is: once, and as it goes on. */
export function benchStatusRoutes(context: ServerContext, metrics: Pick<Metrics, 'showStreams'>) {
	const feeds = createBenchFeeds(context, lookThrough(context), findThrough(context));
	const viewers = createViewers({ ending: context.ending });
	metrics.showStreams(viewers.count);
	context.ending.addEventListener('abort', () => feeds.close());
	return newGroup()
		.openapi(status, async (c) => {
			return c.json(await wholeStatus(context, c.req.valid('query').experiment), 200);
		})
		.openapi(progress, async (c) => {
			const { experiment: name } = c.req.valid('query');
			// Whoever leaves while the bench is looked for is seen to have left only from here on.
			const { signal } = c.req.raw;
			const id = await feeds.idOf(name);
			if (c.req.method === 'HEAD') return c.body(null, 200, streamHeaders);
			const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>;
			const lastEventId = c.req.header('last-event-id');
			const viewer = { signal, lastEventId, cut: () => outgoing?.destroy() };
			const body = await viewers.open(feeds.of(id), viewer);
			return body === null ? c.body(null, 204) : c.body(body, 200, streamHeaders);
		});
}

/** With what more than the bench's own word is worth a request or two, where one asks once. */
async function wholeStatus(context: ServerContext, name: string) {
	const { places } = context;
	const sight = await askTemporal(context, async (client) => lookAtBench(client, (await findBench(client, name)).id));
	if (sight === null) throw new TipBenchError('UnknownName', `no bench ${name}`);
	const { bench } = sight;
	const openMlflow = () => mlflowOfBench(places, bench);
	const status = sight.status === null ? null : await withLostExperiment(sight.status, bench, openMlflow);
	const reason = (client: Client) => benchFailure(client, bench.id, bench.runId);
	return {
		...shownBench({ ...sight, status }, places.addresses()),
		pending_judgments: status?.pending_judgments ?? (await pendingOf(openMlflow, bench.experiment)),
		failure: bench.state === 'FAILED' ? await askTemporal(context, reason) : null,
	};
}

/** Only a living worker can answer for a bench; MLflow still knows this much, where it is there. */
async function pendingOf(openMlflow: () => Promise<Mlflow>, experiment: string | null): Promise<number | null> {
	if (experiment === null) return null;
	try {
		const mlflow = withSignal(await openMlflow(), AbortSignal.timeout(mlflowPatienceMs));
		const found = await findExperiment(mlflow, experiment);
		return found === null ? null : await countPending(mlflow, found.id);
	} catch {
		return null;
	}
}
