import { createRoute, z } from '@hono/zod-openapi';
import { listNights } from '../../client/nights';
import { createSchedule, findSchedule, listSchedules, triggerOne } from '../../client/schedules';
import { readObject } from '../../domain/bench/config-input';
import { TipBenchError } from '../../domain/errors';
import { isPlainObject } from '../../domain/plain-object';
import { ServerError } from '../../http/errors';
import { jsonAnswer } from '../../http/json-answer';
import { onlyKeys } from '../../http/only-keys';
import { planSources } from '../../places/plan-sources';
import { refuseStrangePlaces } from '../access/strange-places';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { newGroup } from '../group';
import { configInputSchema } from './bench-run';

const tags = ['schedules'];
const path = '/api/schedules';

const nightSchema = z
	.object({
		id: z.string(),
		state: z.string().describe('as Temporal lists it'),
		started_at: z.iso.datetime(),
		experiment: z.string().nullable(),
		baseline_experiment: z.string().nullable(),
		verdict: z.enum(['worse', 'unclear', 'no alarm']).nullable(),
		worse: z.array(z.string()).describe('rows that are worse'),
		reasons: z.array(z.string()),
	})
	.openapi('Night');

const scheduleSchema = z
	.object({
		id: z.string(),
		paused: z.boolean(),
		next: z.array(z.iso.datetime()).describe('the next one first'),
		recent: z.array(z.string()).describe('the workflow ids of the last nights, the newest first'),
		last: nightSchema.nullable(),
	})
	.openapi('Schedule');

const list = createRoute({
	...{ method: 'get', path, tags },
	summary: 'The schedules of nights, and how their last nights went',
	responses: { 200: jsonAnswer('All of them.', z.object({ schedules: z.array(scheduleSchema) }).openapi('Schedules')) },
});

const create = createRoute({
	...{ method: 'post', path, tags },
	summary: 'Run a bench every night, and compare it with a pinned baseline',
	request: {
		body: {
			content: {
				'application/json': {
					schema: onlyKeys({
						cron: z.string().trim().min(1).max(200).default('0 2 * * *').describe('minute, hour, day, month, weekday'),
						bench: configInputSchema.describe('the keys of a bench, and beside them the object `nightly`'),
					}),
				},
			},
			required: true,
		},
	},
	responses: {
		201: jsonAnswer(
			'It was made.',
			z
				.object({
					id: z.string(),
					experiment: z.string().describe("what its nights' names begin with"),
					next: z.array(z.iso.datetime()),
					notes: z.array(z.string()),
				})
				.openapi('MadeSchedule'),
		),
	},
});

const one = onlyKeys({
	schedule: z.string().min(1).max(1_000).describe("its id, or what its nights' names begin with"),
});
const doneSchema = z.object({ id: z.string() }).openapi('ScheduleDone');

const changing = <Path extends string>(verb: Path, summary: string) =>
	createRoute({
		...{ method: 'post', path: `${path}/${verb}` as const, tags, summary },
		request: { query: one },
		responses: { 200: jsonAnswer('It was done.', doneSchema) },
	});

const remove = createRoute({
	...{ method: 'delete', path, tags, summary: 'Delete a schedule; its nights stay' },
	request: { query: one },
	responses: { 200: jsonAnswer('It was deleted.', doneSchema) },
});

const trigger = changing('trigger', 'Run a night now, unless one is still running');
const pause = changing('pause', 'Run no night until `resume`; one that runs goes on');
const resume = changing('resume', 'Let a paused schedule go on');

/** Schedules of nights. */
export function scheduleRoutes(context: ServerContext) {
	return newGroup()
		.openapi(list, async (c) => c.json({ schedules: await shownSchedules(context) }, 200))
		.openapi(create, async (c) => {
			const { cron, bench } = c.req.valid('json');
			const made = await make(context, cron, bench);
			c.set('experiment', made.experiment);
			return c.json(made, 201);
		})
		.openapi(remove, async (c) =>
			c.json(await change(context, c.req.valid('query').schedule, (each) => each.delete()), 200),
		)
		.openapi(trigger, async (c) => c.json(await change(context, c.req.valid('query').schedule, triggerOne), 200))
		.openapi(pause, async (c) =>
			c.json(await change(context, c.req.valid('query').schedule, (each) => each.pause('paused over HTTP')), 200),
		)
		.openapi(resume, async (c) =>
			c.json(await change(context, c.req.valid('query').schedule, (each) => each.unpause('resumed over HTTP')), 200),
		);
}

type Handle = Awaited<ReturnType<typeof findSchedule>>['handle'];

async function change(context: ServerContext, name: string, work: (handle: Handle) => Promise<unknown>) {
	return askTemporal(context, async (client) => {
		const { handle } = await findSchedule(client, name);
		await work(handle);
		return { id: handle.scheduleId };
	});
}

async function shownSchedules(context: ServerContext) {
	const [schedules, nights] = await askTemporal(context, (client) =>
		Promise.all([listSchedules(client), listNights(client)]),
	);
	const ofNights = schedules.filter(({ kind }) => kind === 'nightly');
	return ofNights.map(({ id, paused, next, recent }) => {
		const last = nights.find((night) => night.id === recent[0]);
		return {
			...{ id, paused, next: next.map((time) => time.toISOString()), recent: [...recent] },
			last: last === undefined ? null : shownNight(last),
		};
	});
}

function shownNight({ startedAt, runId: _runId, ...night }: Awaited<ReturnType<typeof listNights>>[number]) {
	return { ...night, started_at: startedAt.toISOString() };
}

/** What the server does not take of a schedule is its times. */
function asFaultOfCron(error: unknown): never {
	if (!(error instanceof TipBenchError && error.code === 'Usage')) throw error;
	throw new ServerError('RequestInvalid', error.message, { faults: [{ key: 'cron', message: error.message }] });
}

async function make(context: ServerContext, cron: string, input: Record<string, unknown>) {
	const { nightly: given, ...bench } = input;
	refuseStrangePlaces(bench, context.places);
	const read = readObject(given);
	const nightly = isPlainObject(read) ? read : {};
	// As in `bench-run.ts`: what plans is loaded where it plans.
	const { checkSchedule } = require('../../planning/check-schedule') as typeof import('../../planning/check-schedule');
	const { notes, ...asked } = await checkSchedule(planSources(context.places), { bench, nightly });
	return askTemporal(context, async (client) => {
		const handle = await createSchedule(client, { ...asked, cron }).catch(asFaultOfCron);
		const { info } = await handle.describe();
		const next = info.nextActionTimes.map((time) => time.toISOString());
		return { id: handle.scheduleId, experiment: asked.experiment, next, notes: [...notes] };
	});
}
