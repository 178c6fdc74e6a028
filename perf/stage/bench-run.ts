import { setTimeout as pause } from 'node:timers/promises';
import { startBench } from '../../client/start-bench';
import type { ConfigInput } from '../../domain/bench/config';
import { now } from '../../testbed/pass-on';
import type { PerfStage } from './stage';

/** A bench that ran from its start to its end. */
export interface BenchRun {
	readonly experiment: string;
	/** Milliseconds since 1970, with a fraction: just before the start was asked for. */
	readonly startedAt: number;
}

let count = 0;

/**
 * Runs a bench in a new experiment through Temporal's client. It is told at once that its runs are judged as far as
 * they will be, so that it ends by itself: asking it how far it is would slow down what is measured.
 */
export async function runBench(stage: PerfStage, input: ConfigInput): Promise<BenchRun> {
	count += 1;
	const experiment = `perf-${process.pid}-${count}`;
	const startedAt = now();
	const { id } = await startBench(stage.client, { ...input, experiment });
	const handle = stage.client.workflow.getHandle(id);
	await handle.signal('judged', { partial: true, by: 'nobody' });
	await handle.result();
	return { experiment, startedAt };
}

/** When a bench's last cell was recorded: milliseconds since 1970, by the server's clock, which is this machine's. */
export async function whenRecorded({ client }: PerfStage, experiment: string): Promise<number> {
	let last = 0;
	for (const { workflowId, runId } of await blocksOf(client, experiment)) {
		const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
		const fills = new Set<string>();
		for (const event of events ?? []) {
			const { activityTaskScheduledEventAttributes: scheduled, activityTaskCompletedEventAttributes: completed } =
				event;
			if (scheduled?.activityType?.name === 'fillRuns') fills.add(String(event.eventId));
			if (completed && fills.has(String(completed.scheduledEventId))) last = Math.max(last, timeOf(event.eventTime));
		}
	}
	if (last === 0) throw new Error(`no cell of ${experiment} was recorded`);
	return last;
}

/** Milliseconds since 1970, with a fraction. */
function timeOf(time: { seconds?: unknown; nanos?: number | null } | null | undefined): number {
	return Number(time?.seconds ?? 0) * 1000 + (time?.nanos ?? 0) / 1e6;
}

/** One run of a block's chain, as Temporal counts it. */
export interface BlockExecution {
	readonly workflowId: string;
	readonly runId: string;
	readonly events: number;
	/** Bytes. */
	readonly size: number;
	/** Milliseconds since 1970. */
	readonly startedAt: number;
	readonly closedAt: number;
}

/** All runs of all blocks of an ended bench, oldest first; blocks that continued as new have several. */
export async function blocksOf(client: PerfStage['client'], experiment: string): Promise<BlockExecution[]> {
	const query = `WorkflowId STARTS_WITH "collect/${experiment}/"`;
	for (;;) {
		const found: BlockExecution[] = [];
		for await (const run of client.workflow.list({ query })) {
			found.push({
				workflowId: run.workflowId,
				runId: run.runId,
				events: run.historyLength,
				size: run.historySize ?? 0,
				startedAt: run.startTime.getTime(),
				closedAt: run.closeTime?.getTime() ?? 0,
			});
		}
		// What Temporal lists lags behind what it does.
		if (found.length > 0 && found.every(({ closedAt }) => closedAt > 0)) {
			return found.sort((a, b) => a.startedAt - b.startedAt);
		}
		await pause(100);
	}
}
