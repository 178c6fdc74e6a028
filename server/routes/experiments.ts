import { createRoute, z } from '@hono/zod-openapi';
import { TipBenchError } from '../../domain/errors';
import { hashOf } from '../../domain/hash';
import type { Leaderboard } from '../../domain/ranking/leaderboard';
import { workflowPage } from '../../domain/temporal-ui';
import { ServerError } from '../../http/errors';
import { jsonAnswer, writtenAnswer } from '../../http/json-answer';
import { flag, wholeNumber } from '../../http/query-values';
import { listExperiments } from '../../mlflow/experiments';
import { withTexts } from '../../mlflow/recorded-runs';
import type { ServerContext } from '../context';
import { experimentRoute } from '../experiment-route';
import { keptBoard } from '../experiments/boards';
import { cellAnswer, cellSchema } from '../experiments/cell-answer';
import type { ExperimentDesk } from '../experiments/desk';
import { gridOf, gridSchema } from '../experiments/grid';
import { isListed, type Listed, listedOf, listedSchema } from '../experiments/listing';
import { newestBenches } from '../experiments/newest-benches';
import { plannedCells } from '../experiments/planned-cells';
import { runAnswer, runSchema } from '../experiments/run-answer';
import { runningProgress } from '../experiments/running-progress';
import { readPlace, runsPage } from '../experiments/runs-page';
import { writtenOnce } from '../experiments/written-once';
import { newGroup } from '../group';
import { oneFlight } from '../kept/one-flight';
import type { Standing } from '../waiting/waiting';

const tags = ['experiments'];
const name = z.string().max(500).optional();
const cursor = z.string().max(200).optional().describe('`next` of the page before');

const list = createRoute({
	method: 'get',
	path: '/api/bench/experiments',
	summary: 'The experiments, the newest first',
	tags,
	request: {
		query: z.strictObject({
			prefix: z.string().max(500).default('').describe('how their names begin'),
			all: flag.describe('those too that neither begin with `tip-bench-` nor were made by a bench of ours'),
			after: cursor,
			limit: wholeNumber(1, 500, 100),
		}),
	},
	responses: {
		200: jsonAnswer(
			'A page of them.',
			z.object({ experiments: z.array(listedSchema), total: z.int(), next: z.string().nullable() }),
		),
	},
});

/** Given or not: unlike a `flag`, where not to say is to say no. */
const either = z
	.enum(['1', 'true', '0', 'false'], 'must be 1 or 0')
	.transform((word) => word === '1' || word === 'true')
	.optional();

const runs = experimentRoute(
	'runs',
	{
		...{ model: name, prompt: name, scenario: name },
		judge_kind: name.describe('runs that wait for it, or that have it as their auto tier'),
		...{ pending: either, invalid: either, after: cursor },
		limit: wholeNumber(1, 1_000, 100),
	},
	{
		method: 'get',
		summary: 'The runs, the oldest first; runs that come meanwhile move none between pages',
		tags,
		responses: {
			200: jsonAnswer(
				'A page of them.',
				z.object({
					...{ experiment: z.string(), revision: z.string(), runs: z.array(runSchema) },
					...{ total: z.int().describe('how many fit the filter'), next: z.string().nullable() },
				}),
			),
		},
	},
);

const grid = experimentRoute(
	'grid',
	{ planned: flag.describe('say too which cells the newest bench is to fill') },
	{
		...{ method: 'get', tags, summary: 'The state and composite of every cell that has a run' },
		responses: { 200: jsonAnswer('All of them.', gridSchema) },
	},
);

const cell = experimentRoute(
	'cell',
	{ run_id: z.string().regex(/^[\w-]{1,64}$/, 'must be the id of a run') },
	{
		...{ method: 'get', tags, summary: 'One run whole, with its texts and what judges say of it' },
		responses: { 200: jsonAnswer('The run.', cellSchema) },
	},
);

/** Experiments, their runs and cells. */
export function experimentRoutes(
	context: Pick<ServerContext, 'places' | 'parts' | 'now'>,
	desk: ExperimentDesk,
	look: () => Promise<Standing>,
) {
	const { places } = context;
	const everything = oneFlight(() => listExperiments(places.mlflow()));
	const newestOf = newestBenches(context);
	const progressOf = runningProgress(look, context);
	const plannedOf = plannedCells(context);
	return newGroup()
		.openapi(list, async (c) => {
			const { prefix, all, after, limit } = c.req.valid('query');
			const mlflow = places.mlflow();
			const [experiments, newest, progress] = await Promise.all([everything(), newestOf(), progressOf()]);
			const fitting = experiments
				.filter((each) => isListed(each, { prefix, all }))
				.sort((a, b) => (isOlder(a.id, b.id) ? 1 : -1));
			const from = after === undefined ? 0 : fitting.findIndex(({ id }) => isOlder(id, after));
			const page = from === -1 ? [] : fitting.slice(from, from + limit);
			const last = page.at(-1);
			const shown = await Promise.all(
				page.map(async (experiment) => {
					const of = { mlflow, experiment };
					const best = bestOf(await keptBoard(desk, of)?.catch(() => null));
					const bench = newest.get(experiment.name);
					return listedOf(experiment, bench, desk.kept.peek(of), best, progress.get(bench?.id ?? ''));
				}),
			);
			const next = last === undefined || from + limit >= fitting.length ? null : last.id;
			return c.json({ experiments: shown, total: fitting.length, next }, 200);
		})
		.openapi(runs, async (c) => {
			const { experiment, after, limit, ...filter } = c.req.valid('query');
			const place = after === undefined ? null : readPlace(after);
			if (after !== undefined && place === null) throw noCursor();
			const now = await desk.lookAt(experiment);
			const [{ cells, packer }, names] = await Promise.all([desk.kept.runs(now), desk.scoreNamesOf(now)]);
			const find = () => {
				const { rows, total, next } = runsPage(cells, filter, place, limit);
				const answered = rows.map((row) => runAnswer(row, packer, names));
				return { experiment, revision: now.revision, runs: answered, total, next };
			};
			const what = `runs ${JSON.stringify({ filter, after, limit, names })}`;
			return writtenAnswer(c, await writtenOnce(desk, now, what, find));
		})
		.openapi(grid, async (c) => {
			const { experiment, planned } = c.req.valid('query');
			const now = await desk.lookAt(experiment);
			const [runs, toFill] = await Promise.all([desk.kept.runs(now), planned ? plannedOf(experiment) : null]);
			const find = () => ({ experiment, revision: now.revision, ...gridOf(runs, toFill) });
			const what = `grid ${toFill === null ? '' : hashOf(toFill)}`;
			return writtenAnswer(c, await writtenOnce(desk, now, what, find));
		})
		.openapi(cell, async (c) => {
			const { experiment, run_id } = c.req.valid('query');
			const now = await desk.lookAt(experiment);
			const raw = (await desk.textsOf(now, [run_id], c.req.raw.signal)).get(run_id);
			const found = raw === undefined ? null : withTexts(raw);
			if (raw === undefined || found === null) {
				throw new TipBenchError('UnknownName', `${experiment} has no run ${run_id} that is whole.`);
			}
			const { temporalUi, namespace } = places.addresses();
			const { bench } = found.run;
			const { experiment_id } = raw.info;
			const links = {
				mlflow: `${now.mlflow.url}/#/experiments/${experiment_id}/runs/${run_id}`,
				temporal: bench === null || temporalUi === null ? null : workflowPage(temporalUi, namespace, bench),
			};
			return c.json(cellAnswer(raw, found, await desk.scoreNamesOf(now), links), 200);
		});
}

/** Ids are numbers that rise, some of them too long to be one. */
function isOlder(id: string, than: string): boolean {
	return id.length === than.length ? id < than : id.length < than.length;
}

function bestOf(board: Leaderboard | null | undefined): Listed['best'] {
	const best = board?.rows.find(({ rank, composite }) => rank === 1 && composite !== null);
	if (best === undefined || best.composite === null) return null;
	const { model, prompt, composite } = best;
	return { model, prompt, composite, alone: board?.rows.filter((row) => row.may_be_best).length === 1 };
}

function noCursor(): ServerError {
	const fault = { key: 'after', message: 'is no `next` of a page before' };
	return new ServerError('RequestInvalid', `${fault.key}: ${fault.message}`, { faults: [fault] });
}
