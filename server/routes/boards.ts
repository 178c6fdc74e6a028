import { z } from '@hono/zod-openapi';
import { readRowText } from '../../domain/ranking/gate/row-text';
import { leaderboardSchema } from '../../domain/ranking/leaderboard';
import { writtenAnswer } from '../../http/json-answer';
import { wholeNumber } from '../../http/query-values';
import { failedCellsOf } from '../../places/failed-cells';
import { fileNameOf } from '../../report/file-name';
import { leaderboardMarkdown } from '../../report/leaderboard';
import { leaderboardCsv } from '../../report/leaderboard-csv';
import type { ServerContext } from '../context';
import { experimentRoute } from '../experiment-route';
import { attachment } from '../experiments/attachment';
import { boardOf } from '../experiments/boards';
import { comparisonOrders, comparisonSchema } from '../experiments/compare';
import { comparisonOf } from '../experiments/comparison';
import type { ExperimentDesk } from '../experiments/desk';
import { textOnce, writtenOnce } from '../experiments/written-once';
import { newGroup } from '../group';

const tags = ['results'];

/** Bodies of text, each with its media type. */
const textual = z.string();

const leaderboard = experimentRoute(
	'leaderboard',
	{ format: z.enum(['json', 'csv', 'md']).default('json') },
	{
		method: 'get',
		summary: 'The ranking of (model, prompt version), as `tip-bench leaderboard` prints it',
		tags,
		responses: {
			200: {
				description: 'The ranking; `format=csv` and `format=md` as files.',
				content: {
					'application/json': { schema: leaderboardSchema },
					'text/csv': { schema: textual },
					'text/markdown': { schema: textual },
				},
			},
		},
	},
);

const rowName = z
	.string()
	.max(1_100)
	.transform((text, context): { model: string; prompt: string } => {
		const row = readRowText(text);
		if (typeof row === 'object' && row !== null) return row as { model: string; prompt: string };
		context.addIssue({ code: 'custom', message: 'must be MODEL,PROMPT, such as gemma3:1b,v1' });
		return z.NEVER;
	})
	.openapi({ type: 'string', example: 'gemma3:1b,v1' });

const compare = experimentRoute(
	'compare',
	{
		...{ a: rowName, b: rowName },
		order: z
			.enum(comparisonOrders)
			.default('furthest')
			.describe('by a less b: the best for a first, the worst, or the largest'),
		from: wholeNumber(0, 1_000_000, 0),
		limit: wholeNumber(1, 50, 10),
	},
	{
		...{ method: 'get', tags, summary: 'Two rows side by side, scenario by scenario, with what the models wrote' },
		responses: {
			200: { description: 'A page of scenarios.', content: { 'application/json': { schema: comparisonSchema } } },
		},
	},
);

const report = experimentRoute(
	'report',
	{},
	{
		...{ method: 'get', tags, summary: 'All of an experiment as one page that opens anywhere' },
		responses: { 200: { description: 'The page.', content: { 'text/html': { schema: textual } } } },
	},
);

/** What came out of an experiment. */
export function boardRoutes({ places, now: clock }: Pick<ServerContext, 'places' | 'now'>, desk: ExperimentDesk) {
	return newGroup()
		.openapi(leaderboard, async (c) => {
			const { experiment, format } = c.req.valid('query');
			const now = await desk.lookAt(experiment);
			const board = await boardOf(desk, now);
			if (format === 'json') return c.json(board, 200);
			c.header('content-disposition', attachment(fileNameOf(experiment, format)));
			if (format === 'csv')
				return c.body(`${leaderboardCsv(board)}\n`, 200, { 'content-type': 'text/csv; charset=utf-8' });
			const failed = await failedCellsOf(places, experiment);
			return c.body(`${leaderboardMarkdown(board, failed)}\n`, 200, { 'content-type': 'text/markdown; charset=utf-8' });
		})
		.openapi(compare, async (c) => {
			const { experiment, a, b, order, from, limit } = c.req.valid('query');
			const now = await desk.lookAt(experiment);
			const runs = await desk.kept.runs(now);
			const asked = { a, b, order, from, limit };
			const find = () => comparisonOf(desk, now, runs, asked);
			return writtenAnswer(c, await writtenOnce(desk, now, `compare ${JSON.stringify(asked)}`, find));
		})
		.openapi(report, async (c) => {
			const { experiment } = c.req.valid('query');
			const now = await desk.lookAt(experiment);
			const [place, failed] = await Promise.all([desk.ranked(now), failedCellsOf(places, experiment)]);
			const find = () => desk.jobs.run('report', { ...place, failed, now: clock() });
			const page = await textOnce(desk, now, `report ${JSON.stringify(failed ?? null)}`, find);
			c.header('content-disposition', attachment(fileNameOf(experiment, 'report.html')));
			return writtenAnswer(c, page, 'text/html; charset=utf-8');
		});
}
