import { z } from '@hono/zod-openapi';
import type { BenchSight } from '../../client/look-at-bench';
import { doingOf, doings } from '../../domain/bench/doing';
import { statusSchema } from '../../domain/bench/status';
import { workflowPage } from '../../domain/temporal-ui';
import { partNames } from '../../http/problem';
import type { Addresses } from '../../places/addresses';

/** A bench as the API shows it, in an answer and in an event alike. */
export const shownBenchSchema = z
	.object({
		workflow_id: z.string(),
		run_id: z.string().describe('of its newest run: one that waits long continues as new'),
		experiment: z.string().nullable().describe('`null` before it has planned'),
		state: z.string().describe('as Temporal lists it: `RUNNING`, `COMPLETED`, `FAILED`, `CANCELLED`, `TERMINATED`, …'),
		started_at: z.iso.datetime(),
		ended_at: z.iso.datetime().nullable(),
		doing: z.enum(doings).describe('what it does, in one word'),
		answered_by: z.enum(['bench', 'servers']).describe('`servers` where no worker answers: then there is no `status`'),
		status: statusSchema.nullable().describe('its own word'),
		holders: z.record(z.string(), z.string()).describe('who holds the GPUs that it waits for: workflow ids by queue'),
		failed_tasks: z.int().describe('how often workers have failed to go on with it at all'),
		away: z
			.object({ part: z.enum(partNames), since: z.iso.datetime() })
			.nullable()
			.describe('set while Temporal is away: all else is as it was last seen'),
		links: z.record(z.string(), z.string()),
	})
	.openapi('Bench');

/** See {@link shownBenchSchema}. */
export type ShownBench = z.infer<typeof shownBenchSchema>;

/** A bench as it is shown. */
export function shownBench({ bench, status, holders }: BenchSight, addresses: Addresses): ShownBench {
	const { id, runId, experiment, state, startedAt, endedAt, failedTasks } = bench;
	const isRunning = state === 'RUNNING';
	return {
		...{ workflow_id: id, run_id: runId, experiment, state, started_at: startedAt.toISOString() },
		ended_at: endedAt?.toISOString() ?? null,
		doing: doingOf(isRunning, status),
		answered_by: status === null ? 'servers' : 'bench',
		// What an ended bench was about to do is no news.
		status: status === null || isRunning ? status : { ...status, ...atRest },
		holders: Object.fromEntries(holders),
		...{ failed_tasks: failedTasks, away: null },
		links: linksOf(id, experiment ?? id, addresses),
	};
}

const atRest = { paused: false, waiting_for: [], models_at_work: [], seconds_left: null, troubles: [], wait: null };

/** Where else a bench is shown. */
export function linksOf(
	id: string,
	experiment: string,
	{ temporalUi, namespace }: Pick<Addresses, 'temporalUi' | 'namespace'>,
): Record<string, string> {
	const query = (name: string) => `?${new URLSearchParams({ experiment: name })}`;
	return {
		status: `/api/bench/status${query(id)}`,
		progress: `/api/bench/progress${query(id)}`,
		leaderboard: `/api/bench/leaderboard${query(experiment)}`,
		...(temporalUi !== null && { temporal: workflowPage(temporalUi, namespace, id) }),
	};
}
