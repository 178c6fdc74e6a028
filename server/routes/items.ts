import { z } from '@hono/zod-openapi';
import { ServerError } from '../../http/errors';
import { jsonAnswer } from '../../http/json-answer';
import type { ServerContext } from '../context';
import { experimentRoute, experimentRouteWithBody } from '../experiment-route';
import type { ExperimentDesk } from '../experiments/desk';
import { judgeNameOf } from '../experiments/judge-by';
import { newGroup } from '../group';
import { givenSchema, giveScores } from '../sitting/give-scores';
import { itemAnswer, itemSchema } from '../sitting/item-answer';
import type { ItemIds } from '../sitting/item-id';
import { nextItem } from '../sitting/next-item';

const tags = ['judging'];

const itemId = z.string().max(200);

const progressSchema = z.object({
	pending: z.int().describe('runs of the experiment that wait for a score'),
	scored: z.int().describe('runs that this judge has scored'),
});

const next = experimentRoute(
	'item',
	{
		by: z.string().max(400).describe('who scores'),
		after: itemId.optional().describe('the item behind which it comes; the first one unless given'),
		skip: z
			.string()
			.max(12_000)
			.regex(/^[\w,-]*$/, 'must be ids with commas between')
			.default('')
			.describe('items that are left for later, with commas between'),
	},
	{
		method: 'get',
		summary: 'One item to judge, blind; null where none comes behind `after`',
		tags,
		responses: {
			200: jsonAnswer(
				'The item, and how far the judge is.',
				z.object({
					item: itemSchema.nullable(),
					progress: progressSchema.extend({ damaged: z.int().describe('passed over, since they cannot be shown') }),
				}),
			),
		},
	},
);

const give = experimentRouteWithBody('item', {}, givenSchema, {
	method: 'post',
	summary: 'Store what a judge says of an item; twice is the same as once',
	tags,
	responses: {
		200: jsonAnswer(
			'It is stored.',
			z.object({
				change: z
					.enum(['fresh', 'opinion', 'repeat', 'noted', 'same', 'different'])
					.describe(
						'the first scores, some beside another judge’s, a note added, nothing new, or the old ones replaced',
					),
				progress: progressSchema,
			}),
		),
	},
});

/** Judging one item at a time. Nothing that these routes answer names a model, a prompt version or a run. */
export function itemRoutes({ places, now: clock }: Pick<ServerContext, 'places' | 'now'>, desk: ExperimentDesk) {
	return newGroup()
		.openapi(next, async (c) => {
			const { experiment, by: said, after, skip } = c.req.valid('query');
			const by = await judgeNameOf(said, places.catalog());
			const now = await desk.lookAt(experiment);
			const [rubric, runs, ids] = await Promise.all([desk.rubricOf(now), desk.kept.runs(now), desk.itemIds()]);
			const runOf = (id: string, key: string) => opened(ids, now.experiment.id, id, key);
			const { item, ...progress } = await nextItem(now, rubric, runs, {
				by,
				after: after === undefined ? null : runOf(after, 'after'),
				skip: new Set(skip.split(',').flatMap((id) => (id === '' ? [] : runOf(id, 'skip')))),
			});
			const shown = item === null ? null : itemAnswer(item, ids.seal(now.experiment.id, item.run_id), rubric);
			return c.json({ item: shown, progress }, 200);
		})
		.openapi(give, async (c) => {
			const { experiment } = c.req.valid('query');
			const given = c.req.valid('json');
			const by = await judgeNameOf(given.by, places.catalog());
			const now = await desk.lookAt(experiment);
			const [rubric, ids] = await Promise.all([desk.rubricOf(now), desk.itemIds()]);
			const runId = opened(ids, now.experiment.id, given.item, 'item');
			const change = await giveScores(now, rubric, runId, { ...given, by }, clock());
			const { cells } = await desk.kept.runs(await desk.lookAt(experiment));
			const progress = {
				pending: cells.filter((row) => row.judge_pending).length,
				scored: cells.filter(({ lazy_judges }) => lazy_judges.includes(by)).length,
			};
			return c.json({ change, progress }, 200);
		});
}

/** @throws ServerError RequestInvalid where it is no id of an item of this experiment */
function opened(ids: ItemIds, experimentId: string, id: string, key: string): string {
	const runId = ids.open(experimentId, id);
	if (runId !== null) return runId;
	const message = 'is no item of this experiment';
	throw new ServerError('RequestInvalid', `${key}: ${message}`, { faults: [{ key, message }] });
}
