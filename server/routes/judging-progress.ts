import { z } from '@hono/zod-openapi';
import { judgesOf, type SeenJudge } from '../../client/auto-judges';
import { judgeProgressSchema } from '../../domain/judging/judge-progress';
import { workflowPage } from '../../domain/temporal-ui';
import { jsonAnswer } from '../../http/json-answer';
import type { Addresses } from '../../places/addresses';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { experimentRoute } from '../experiment-route';
import { newGroup } from '../group';

const judgeSchema = z
	.object({
		workflow_id: z.string(),
		kind: z.string(),
		state: z.string().describe('as Temporal lists it: `RUNNING`, `COMPLETED`, `FAILED`, …'),
		started_at: z.iso.datetime(),
		ended_at: z.iso.datetime().nullable(),
		progress: judgeProgressSchema.nullable().describe('how far it is, or has come; `null` where no worker answers'),
		stopped: z.string().nullable().describe('why it went no further, such as its money limit'),
		failure: z.string().nullable().describe('why it failed, where it did'),
		links: z.record(z.string(), z.string()),
	})
	.openapi('JudgeAtWork');

const route = experimentRoute(
	'judging',
	{},
	{
		method: 'get',
		summary: 'How far the auto judges of an experiment are; or one, by the workflow id that `judge` answers',
		tags: ['benches'],
		responses: {
			200: jsonAnswer(
				'Those at work and those that have ended, the newest first: each by its newest run, at most 20.',
				z.object({ judges: z.array(judgeSchema) }).openapi('JudgesAtWork'),
			),
		},
	},
);

/** How far auto judges are, whoever has started them. */
export function judgingProgressRoutes(context: Pick<ServerContext, 'places'>) {
	return newGroup().openapi(route, async (c) => {
		const { experiment } = c.req.valid('query');
		const judges = await askTemporal(context, (client) => judgesOf(client, experiment));
		return c.json({ judges: judges.map((each) => shown(each, context.places.addresses())) }, 200);
	});
}

function shown(
	{ id, kind, state, startedAt, endedAt, progress, stopped, failure }: SeenJudge,
	{ temporalUi, namespace }: Pick<Addresses, 'temporalUi' | 'namespace'>,
) {
	return {
		...{ workflow_id: id, kind, state, started_at: startedAt.toISOString(), ended_at: endedAt?.toISOString() ?? null },
		...{ progress, stopped, failure },
		links: temporalUi === null ? {} : { temporal: workflowPage(temporalUi, namespace, id) },
	};
}
