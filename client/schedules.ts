import {
	type Client,
	ScheduleAlreadyRunning,
	type ScheduleDescription,
	type ScheduleHandle,
	ScheduleNotFoundError,
	ScheduleOverlapPolicy,
} from '@temporalio/client';
import { nightlyWorkflowType, scheduleIdOf } from '../contracts/nightly';
import { optimizeIdOf, optimizeWorkflowType } from '../contracts/optimize';
import { benchQueue } from '../contracts/workflows';
import { TipBenchError } from '../domain/errors';
import { nameHint } from '../domain/nearest-name';
import { argumentRefusal } from './invalid-argument';

/** Nights that a server missed are made up for, if it was away for less than this; a later one would be no night. */
export const catchUpWindow = '1h';

/** What a schedule runs, by the workflow's type: nights, or comparisons of prompts. */
type ScheduleKind = typeof nightlyWorkflowType | typeof optimizeWorkflowType;

const idsOf: Readonly<Record<ScheduleKind, (experiment: string) => string>> = {
	nightly: scheduleIdOf,
	optimize: optimizeIdOf,
};

/** The id of a schedule, and the beginning of its workflows'. */
export function scheduleIdFor({ kind = nightlyWorkflowType, experiment }: ScheduleAsked): string {
	return idsOf[kind](experiment);
}

/** What a schedule is made from. */
export interface ScheduleAsked {
	/** Nights unless it says otherwise. */
	readonly kind?: ScheduleKind;
	/** What the names of its nights begin with. */
	readonly experiment: string;
	/** The workflow's input. */
	readonly input: Readonly<Record<string, unknown>>;
	readonly cron: string;
	/** In which the cron expression is meant. */
	readonly time_zone: string;
	/** One line for Temporal's pages. */
	readonly summary: string;
}

/** A schedule as Temporal lists it. */
export interface ListedSchedule {
	readonly id: string;
	readonly kind: ScheduleKind;
	readonly paused: boolean;
	/** The next one first. */
	readonly next: readonly Date[];
	/** The workflow ids of the last nights, the newest first. */
	readonly recent: readonly string[];
}

/**
 * Makes a schedule.
 * @throws TipBenchError ScheduleExists; Usage where the server does not take the times
 */
export async function createSchedule(client: Client, asked: ScheduleAsked): Promise<ScheduleHandle> {
	const scheduleId = scheduleIdFor(asked);
	try {
		return await client.schedule.create({
			scheduleId,
			spec: { cronExpressions: [asked.cron], timezone: asked.time_zone },
			action: {
				...{
					type: 'startWorkflow',
					workflowType: asked.kind ?? nightlyWorkflowType,
					taskQueue: benchQueue,
					workflowId: scheduleId,
				},
				...{ args: [asked.input], staticSummary: asked.summary },
			},
			policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: catchUpWindow },
		});
	} catch (error) {
		if (error instanceof ScheduleAlreadyRunning)
			throw new TipBenchError('ScheduleExists', `there is a schedule ${scheduleId} already; nothing was changed`);
		const refused = specRefusal(error);
		if (refused !== null) throw new TipBenchError('Usage', `Temporal does not take this schedule: ${refused}`);
		throw error;
	}
}

/** What the server says of times that it does not take: the SDK makes a TypeError of it, and an error of gRPC of the rest. */
function specRefusal(error: unknown): string | null {
	if (error instanceof TypeError) return error.message;
	return argumentRefusal(error);
}

/** Our schedules, by id; one that was just made may be missing for a moment. */
export async function listSchedules(client: Client): Promise<ListedSchedule[]> {
	const listed: ListedSchedule[] = [];
	for await (const { scheduleId, action, state, info } of client.schedule.list()) {
		const kind = kindOf(action?.workflowType);
		if (kind === undefined) continue;
		const recent = info.recentActions.map((each) => each.action.workflow.workflowId).reverse();
		listed.push({ id: scheduleId, kind, paused: state.paused, next: info.nextActionTimes, recent });
	}
	return listed.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Other schedules of this Temporal are none of ours. */
function kindOf(type: string | undefined): ScheduleKind | undefined {
	return [nightlyWorkflowType, optimizeWorkflowType].find((kind) => kind === type) as ScheduleKind | undefined;
}

/** A schedule that was found, and what Temporal says of it. */
export interface FoundSchedule {
	readonly handle: ScheduleHandle;
	readonly described: ScheduleDescription;
}

/**
 * The schedule of an experiment's nights, or of its comparisons of prompts.
 * @param name what the nights' names begin with, or the schedule's own id
 * @throws TipBenchError UnknownName
 */
export async function findSchedule(client: Client, name: string): Promise<FoundSchedule> {
	for (const id of [scheduleIdOf(name), optimizeIdOf(name), name]) {
		const handle = client.schedule.getHandle(id);
		const described = await handle.describe().catch((error: unknown) => {
			// What no schedule could be called, being too long, is none either.
			if (error instanceof ScheduleNotFoundError || argumentRefusal(error) !== null) return null;
			throw error;
		});
		if (described !== null && kindOf(described.action.workflowType) !== undefined) return { handle, described };
	}
	const ids = (await listSchedules(client)).map(({ id }) => id);
	throw new TipBenchError(
		'UnknownName',
		`no schedule ${name}; ${nameHint(scheduleIdOf(name), ids, 'there are none yet')}`,
	);
}

/** Begins one now, unless one is still running: left to itself, Temporal's client begins another beside it. */
export function triggerOne(handle: Pick<ScheduleHandle, 'trigger'>): Promise<void> {
	return handle.trigger(ScheduleOverlapPolicy.SKIP);
}
