import { z } from '@hono/zod-openapi';
import { cancelBench } from '../../client/cancel-bench';
import { findBench } from '../../client/find-bench';
import { startJudge } from '../../client/judge';
import { pauseBench, resumeBench } from '../../client/pause-bench';
import { judgedOrderSchema } from '../../domain/bench/judged';
import { troubleSchema } from '../../domain/bench/troubles';
import { TipBenchError } from '../../domain/errors';
import { workflowPage } from '../../domain/temporal-ui';
import { FailureWithLinks } from '../../http/errors';
import { jsonAnswer } from '../../http/json-answer';
import { onlyKeys } from '../../http/only-keys';
import { whoJudges } from '../../places/who-judges';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { experimentRoute, experimentRouteWithBody } from '../experiment-route';
import { newGroup } from '../group';
import { judgedSchema, tellOfJudging } from '../judged';

const tags = ['benches'];

const pausedSchema = z
	.object({
		workflow_id: z.string(),
		told: z.boolean().describe('`false` where it was so already'),
		heard: z.boolean().describe('`false` where no worker answers: then it hears it once one runs'),
	})
	.openapi('PauseAnswer');

/** A route that tells a bench to pause, or to go on. */
function pausing<Verb extends 'pause' | 'resume'>(verb: Verb, summary: string, done: string) {
	const responses = { 200: jsonAnswer(done, pausedSchema) };
	return experimentRoute(verb, {}, { method: 'post', summary, tags, responses });
}

const pause = pausing(
	'pause',
	'Let a bench finish its running cell and give the GPU back, until `resume`',
	'It pauses, or is paused.',
);

const resume = pausing('resume', 'Let a paused bench go on', 'It goes on as soon as it gets a GPU.');

const cancel = experimentRoute(
	'cancel',
	{},
	{
		method: 'post',
		summary: 'End a bench: the running generation is aborted, every recorded answer stays',
		tags,
		responses: {
			200: jsonAnswer(
				'It ends, or has ended.',
				z
					.object({
						workflow_id: z.string(),
						told: z.boolean().describe('`false` where it does not run any more'),
						troubles: z.array(troubleSchema).describe('what keeps it from recording what it has, which it does first'),
					})
					.openapi('CancelAnswer'),
			),
		},
	},
);

const judged = experimentRouteWithBody('judged', {}, judgedOrderSchema, {
	method: 'post',
	summary: 'Tell the bench that waits on an experiment that its runs are scored',
	tags,
	responses: { 200: jsonAnswer('It was told, or each of them was.', judgedSchema) },
});

const judge = experimentRouteWithBody(
	'judge',
	{},
	onlyKeys({
		kind: z
			.string()
			.trim()
			.min(1)
			.max(250)
			.optional()
			.describe('the auto judge; the one that the runs name without it'),
		again: z.boolean().default(false).describe('score those again that it has scored, or left unscored, before'),
	}),
	{
		method: 'post',
		summary: 'Have a model score the runs that it has not scored yet',
		tags,
		responses: {
			202: jsonAnswer(
				'It judges, or is at it already.',
				z
					.object({
						workflow_id: z.string(),
						kind: z.string(),
						started: z.boolean().describe('`false` where it was judging already'),
						links: z.record(z.string(), z.string()),
					})
					.openapi('StartedJudge'),
			),
		},
	},
);

/** What one tells a bench, and its judge. */
export function benchSignalRoutes(context: ServerContext) {
	const { places } = context;
	return newGroup()
		.openapi(pause, async (c) => c.json(await tell(context, c.req.valid('query').experiment, pauseBench), 200))
		.openapi(resume, async (c) => c.json(await tell(context, c.req.valid('query').experiment, resumeBench), 200))
		.openapi(cancel, async (c) => {
			const { troubles, ...told } = await tell(context, c.req.valid('query').experiment, cancelBench);
			return c.json({ ...told, troubles: [...troubles] }, 200);
		})
		.openapi(judged, async (c) =>
			c.json(await tellOfJudging(context, c.req.valid('query').experiment, c.req.valid('json')), 200),
		)
		.openapi(judge, async (c) => {
			const { experiment } = c.req.valid('query');
			const { kind: given, again } = c.req.valid('json');
			const { kind, mlflow_url } = await whoJudges(places, experiment, given);
			// One that is not there would be refused in the workflow, where nobody looks.
			await places.catalog().autoJudge(kind);
			const order = { experiment, kind, mlflow_url, again };
			const { id, started } = await askTemporal(context, (client) => startJudge(client, order));
			const { temporalUi, namespace } = places.addresses();
			const links = temporalUi === null ? {} : { temporal: workflowPage(temporalUi, namespace, id) };
			if (!started && again) {
				const message = `${kind} is judging ${experiment}; ask anew once it is done.`;
				throw new FailureWithLinks(new TipBenchError('ExperimentBusy', message), links);
			}
			return c.json({ workflow_id: id, kind, started, links }, 202);
		});
}

type Telling<Answer> = (...args: Parameters<typeof pauseBench>) => Promise<Answer>;

/** Tells the newest bench of a name something. */
async function tell<Answer>(context: ServerContext, name: string, telling: Telling<Answer>) {
	const bench = await askTemporal(context, (client) => findBench(client, name));
	// A query that nobody answers takes its own time.
	const answer = await askTemporal(context, (client) => telling(client, bench));
	return { workflow_id: bench.id, ...answer };
}
