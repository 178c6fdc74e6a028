import { z } from '@hono/zod-openapi';
import { judgeWorthSchema } from '../../domain/ranking/agreement/judge-worth-schema';
import { trustRecordSchema } from '../../domain/ranking/agreement/trust-record';
import { gateSchema } from '../../domain/ranking/gate/gate-config';
import { gateDocumentSchema } from '../../domain/ranking/gate/gate-document';
import { jsonAnswer, writtenAnswer } from '../../http/json-answer';
import type { ServerContext } from '../context';
import { experimentRoute, experimentRouteWithBody } from '../experiment-route';
import type { ExperimentDesk } from '../experiments/desk';
import { writtenOnce } from '../experiments/written-once';
import { newGroup } from '../group';
import { placeOf } from '../kept/kept';

const tags = ['judging'];

const minKappa = z.coerce
	.number('must be a number')
	.pipe(z.number().min(0).max(1))
	.optional()
	.describe("from which agreement with people an auto judge may set a gate, 0 to 1; the newest bench's unless given")
	.openapi({ type: 'number', minimum: 0, maximum: 1 });

const trustSchema = z
	.object({
		...{ experiment: z.string(), rubric: z.string(), worths: z.array(judgeWorthSchema) },
		records: z.array(trustRecordSchema).describe('what this experiment has shown of its auto judges'),
		opinions: z
			.array(
				z.object({
					...{ first: z.string(), second: z.string(), cells: z.int() },
					points: z.array(z.object({ first: z.number(), second: z.number(), cells: z.int() })),
				}),
			)
			.describe('composites that two judges gave the same cells, each pair of them once'),
	})
	.openapi('Trust');

const trust = experimentRoute(
	'trust',
	{ min_kappa: minKappa },
	{
		...{ method: 'get', tags, summary: 'How far the judges agree, and whether the auto judge may set a gate' },
		responses: { 200: jsonAnswer('Each judge that can be held against another, or against itself.', trustSchema) },
	},
);

const keptTrust = experimentRoute(
	'trust',
	{ min_kappa: minKappa },
	{
		...{ method: 'post', tags, summary: 'The same, and what it shows of the auto judge is kept for other experiments' },
		responses: { 200: jsonAnswer('Each judge that can be held against another, or against itself.', trustSchema) },
	},
);

const scores = z.record(z.string(), z.number());
const disagreementsSchema = z
	.object({
		...{ experiment: z.string(), delta: z.number(), scored_by_both: z.int() },
		own_judges: z
			.array(z.object({ judge: z.string(), model: z.string() }))
			.describe('auto judges that are contestants'),
		runs: z.array(
			z.object({
				...{ run_id: z.string(), model: z.string(), prompt: z.string(), scenario: z.string() },
				candidates: z.array(z.string()),
				differences: z.array(
					z.object({
						name: z.string(),
						auto: z.number(),
						lazy: z.number(),
						difference: z.number().describe('auto less lazy'),
					}),
				),
				...{ auto: scores, lazy: scores, auto_judged_by: z.string(), judged_by: z.string() },
			}),
		),
	})
	.openapi('Disagreements');

const disagreements = experimentRoute(
	'disagreements',
	{
		delta: z.coerce
			.number('must be a number')
			.pipe(z.number().min(0))
			.optional()
			.describe('more than this is one; the `judge_delta` of the experiment unless given')
			.openapi({ type: 'number', minimum: 0 }),
		kind: z.string().max(500).optional().describe('only runs of this judge kind'),
	},
	{
		...{ method: 'get', tags, summary: 'The runs on which auto judge and lazy judges are apart, the furthest first' },
		responses: { 200: jsonAnswer('All of them.', disagreementsSchema) },
	},
);

const gateAnswer = z
	.object({
		...gateDocumentSchema.shape,
		asked: z.record(z.string(), z.unknown()).describe('as it was asked, with what was not said'),
	})
	.openapi('GateDecision');

const gates = experimentRoute(
	'gate',
	{},
	{
		...{ method: 'get', tags, summary: 'The gates that were decided, the oldest first' },
		responses: { 200: jsonAnswer('All of them.', z.object({ gates: z.array(gateAnswer) })) },
	},
);

const gate = experimentRouteWithBody('gate', { min_kappa: minKappa }, gateSchema, {
	...{
		method: 'post',
		tags,
		summary: 'Decide whether a candidate may replace the baseline; each gate spends a part of alpha',
	},
	responses: {
		200: jsonAnswer(
			'The decision. The same question of the same data has the same one.',
			z.object({ ...gateAnswer.shape, run_id: z.string(), again: z.boolean() }).openapi('DecidedGate'),
		),
	},
});

/** What judges are worth, and what their scores decide. */
export function judgingRoutes({ now: clock }: Pick<ServerContext, 'now'>, desk: ExperimentDesk) {
	return newGroup()
		.openapi(trust, async (c) => {
			const { experiment, min_kappa } = c.req.valid('query');
			const now = await desk.lookAt(experiment);
			const place = await desk.ranked(now, min_kappa);
			const find = () => desk.jobs.run('trust', { ...place, now: clock(), keep: false });
			return writtenAnswer(c, await writtenOnce(desk, now, `trust ${place.minKappa}`, find));
		})
		.openapi(keptTrust, async (c) => {
			const { experiment, min_kappa } = c.req.valid('query');
			const place = await desk.ranked(await desk.lookAt(experiment), min_kappa);
			const found = await desk.jobs.run('trust', { ...place, now: clock(), keep: true });
			return c.json(found as z.infer<typeof trustSchema>, 200);
		})
		.openapi(disagreements, async (c) => {
			const { experiment, ...asked } = c.req.valid('query');
			const now = await desk.lookAt(experiment);
			const place = await desk.ranked(now);
			const find = () => desk.jobs.run('disagreements', { ...place, asked });
			return writtenAnswer(c, await writtenOnce(desk, now, `disagreements ${JSON.stringify(asked)}`, find));
		})
		.openapi(gates, async (c) => {
			const now = await desk.lookAt(c.req.valid('query').experiment);
			const find = async () => ({ gates: await desk.jobs.run('gates', placeOf(now)) });
			return writtenAnswer(c, await writtenOnce(desk, now, 'gates', find));
		})
		.openapi(gate, async (c) => {
			const { experiment, min_kappa } = c.req.valid('query');
			const place = await desk.ranked(await desk.lookAt(experiment), min_kappa);
			const { document, ...kept } = await desk.jobs.run('gate', { ...place, asked: c.req.valid('json') });
			return c.json({ ...(document as z.infer<typeof gateAnswer>), ...kept }, 200);
		});
}
