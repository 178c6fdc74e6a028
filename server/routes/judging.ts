import { basename, join } from 'node:path';
import { z } from '@hono/zod-openapi';
import { judgeWorthSchema } from '../../domain/ranking/agreement/judge-worth-schema';
import { trustRecordSchema } from '../../domain/ranking/agreement/trust';
import { gateSchema } from '../../domain/ranking/gate/gate-config';
import { gateDocumentSchema } from '../../domain/ranking/gate/gate-document';
import { fileFormats } from '../../judging/file-text';
import { judgeFilePath } from '../../judging/judge-file-place';
import type { ServerContext } from '../context';
import { experimentRoute, experimentRouteWithBody } from '../experiment-route';
import { attachment } from '../experiments/attachment';
import type { ExperimentDesk } from '../experiments/desk';
import { judgeNameOf } from '../experiments/judge-by';
import { fileStream, receiveFile, withOwnFolder } from '../experiments/judge-file';
import { newGroup } from '../group';
import { jsonAnswer } from '../json-answer';
import { placeOf } from '../kept/kept';
import { flag, wholeNumber } from '../query-values';

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

const exportRuns = experimentRoute(
	'export',
	{
		format: z.enum(fileFormats).default('json'),
		limit: wholeNumber(1, 1_000_000, 1_000_000).describe('at most so many runs'),
		by: z.string().max(200).optional().describe('who scores'),
		second: flag.describe('the runs that others have scored and `by` has not'),
		kind: z.string().max(500).optional().describe('only runs of this judge kind'),
	},
	{
		...{ method: 'get', tags, summary: 'The runs that wait for a score as a judge file' },
		responses: {
			200: {
				description: 'The file.',
				content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
			},
		},
	},
);

const appliedSchema = z
	.object({
		...{ experiment: z.string(), by: z.string(), dry_run: z.boolean() },
		written: z.int().describe('scores written now, with opinions and repeats'),
		...{ opinions: z.int(), repeats: z.int(), unchanged: z.int(), noted: z.int(), unscored: z.int() },
		...{ faulty: z.int(), faults: z.array(z.string()) },
		pending: z.int().describe('runs of the experiment that still wait'),
		disagreements: z.int().nullable(),
		benches: z.array(z.string()),
		...{ mended: z.array(z.string()), warnings: z.array(z.string()) },
		changes: z
			.array(z.object({ run_id: z.string(), change: z.string(), before: scores.nullable(), scores }))
			.describe('what each run would get; only where nothing was written'),
	})
	.openapi('Applied');

const apply = experimentRoute(
	'apply',
	{
		dry_run: flag.describe('only say what would change'),
		replace: flag.describe('write over other scores of the same judge'),
		partial: flag.describe('apply the entries that are complete and right where others have faults'),
	},
	{
		...{
			method: 'post',
			tags,
			summary: 'Check a scored judge file whole and write its scores; twice is the same as once',
		},
		description: 'The body is the file as it is: JSON, JSON Lines, CSV or Markdown, whatever the request calls it.',
		responses: { 200: jsonAnswer('What was done.', appliedSchema) },
	},
);

/** Judging by file, and what judges are worth. */
export function judgingRoutes({ places, now: clock }: Pick<ServerContext, 'places' | 'now'>, desk: ExperimentDesk) {
	const bytesOf = (made: unknown) => JSON.stringify(made).length * 3;
	return newGroup()
		.openapi(trust, async (c) => {
			const { experiment, min_kappa } = c.req.valid('query');
			const now = await desk.lookAt(experiment);
			const place = await desk.ranked(now, min_kappa);
			const found = await desk.kept.following(now, {
				what: `trust ${place.minKappa}`,
				make: () => desk.jobs.run('trust', { ...place, now: clock(), keep: false }),
				sizeOf: bytesOf,
			});
			return c.json(found as z.infer<typeof trustSchema>, 200);
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
			const found = await desk.kept.following(now, {
				what: `disagreements ${JSON.stringify(asked)}`,
				make: () => desk.jobs.run('disagreements', { ...place, asked }),
				sizeOf: bytesOf,
			});
			return c.json(found as z.infer<typeof disagreementsSchema>, 200);
		})
		.openapi(gates, async (c) => {
			const now = await desk.lookAt(c.req.valid('query').experiment);
			const make = () => desk.jobs.run('gates', placeOf(now));
			const found = await desk.kept.following(now, { what: 'gates', make, sizeOf: bytesOf });
			return c.json({ gates: found as z.infer<typeof gateAnswer>[] }, 200);
		})
		.openapi(gate, async (c) => {
			const { experiment, min_kappa } = c.req.valid('query');
			const place = await desk.ranked(await desk.lookAt(experiment), min_kappa);
			const { document, ...kept } = await desk.jobs.run('gate', { ...place, asked: c.req.valid('json') });
			return c.json({ ...(document as z.infer<typeof gateAnswer>), ...kept }, 200);
		})
		.openapi(exportRuns, async (c) => {
			const { experiment, by: said, ...asked } = c.req.valid('query');
			const by = said === undefined ? undefined : await judgeNameOf(said, places.catalog());
			const place = await desk.ranked(await desk.lookAt(experiment));
			const { second, format } = asked;
			const name = basename(judgeFilePath('.', experiment, { second: second ? (by ?? null) : null, format }));
			c.header('content-disposition', attachment(name));
			const headers = { 'content-type': 'application/octet-stream' };
			// Whoever asks for the head alone reads no file to its end.
			if (c.req.method === 'HEAD') return c.body(null, 200, headers);
			const file = await withOwnFolder(places.env, async (folder) => {
				const { path } = await desk.jobs.run('export', {
					...place,
					target: { ...asked, by, path: join(folder, name) },
				});
				return fileStream(path);
			});
			return c.body(file, 200, headers);
		})
		.openapi(apply, async (c) => {
			const { experiment, dry_run: dryRun, replace, partial } = c.req.valid('query');
			const place = placeOf(await desk.lookAt(experiment));
			const applied = await withOwnFolder(places.env, async (folder) => {
				const path = await receiveFile(folder, c.req.raw.body);
				return desk.jobs.run('apply', { ...place, path, replace, partial, dryRun, now: clock() });
			});
			return c.json(applied as z.infer<typeof appliedSchema>, 200);
		});
}
