import { ApplicationFailure, activityInfo } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import type { Cell } from '../domain/bench/cell';
import { cellName } from '../domain/bench/cell-name';
import { CodedError, messageOf } from '../machine/coded-error';
import type { Log } from '../machine/log';

/**
 * Logs each activity when it ends, with the ids of its bench, cell and run. One that succeeds is for whoever looks
 * closely (`debug`). One that fails is told at its first, second, fourth, eighth … attempt (`warn`).
 */
export function activityLog(log: Log): ActivityInboundCallsInterceptor {
	return {
		execute: async (input, next) => {
			const began = Date.now();
			const { activityType, attempt, workflowExecution } = activityInfo();
			const about = () => ({
				activity: activityType,
				attempt,
				workflow: workflowExecution?.workflowId,
				...idsOf(input.args),
				ms: Date.now() - began,
			});
			try {
				const result = await next(input);
				if (log.isLevelEnabled('debug')) log.debug(about(), `${activityType} done`);
				return result;
			} catch (error) {
				const code = codeOf(error);
				if (isPowerOfTwo(attempt) && code !== undefined) {
					log.warn({ ...about(), code }, `${activityType} failed (attempt ${attempt}): ${code}: ${messageOf(error)}`);
				}
				throw error;
			}
		},
	};
}

function codeOf(error: unknown): string | undefined {
	if (error instanceof CodedError) return error.code;
	// What is final elsewhere but not here was given to Temporal's way of saying so already.
	return error instanceof ApplicationFailure ? (error.type ?? undefined) : undefined;
}

/** What the inputs of our activities name: see `contracts/activities.ts`. */
function idsOf(args: readonly unknown[]): Record<string, unknown> {
	const ids: Record<string, unknown> = {};
	for (const arg of args) {
		if (Array.isArray(arg)) {
			const runs = arg.flatMap((each) => (each as { run_id?: string } | null)?.run_id ?? []);
			const cells = arg.flatMap((each) => (each as { cell?: Cell } | null)?.cell ?? []);
			if (runs.length > 0) ids.runs = runs;
			if (cells.length > 0) ids.cells = cells.map((cell) => cell.key);
		} else if (typeof arg === 'object' && arg !== null) {
			const { bench, cell, at, experiment } = arg as {
				bench?: string;
				cell?: Cell;
				at?: { experiment: string };
				experiment?: string;
			};
			if (typeof bench === 'string') ids.bench = bench;
			const name = at?.experiment ?? experiment;
			if (typeof name === 'string') ids.experiment = name;
			if (cell !== undefined) Object.assign(ids, { cell: cellName(cell), cell_key: cell.key });
		}
	}
	return ids;
}

function isPowerOfTwo(count: number): boolean {
	return (count & (count - 1)) === 0;
}
