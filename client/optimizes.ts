import type { Client } from '@temporalio/client';
import {
	type OptimizePlan,
	type OptimizeStatus,
	optimizeIdOf,
	optimizeMemoSchema,
	optimizeWorkflowType,
} from '../contracts/optimize';
import { type Started, startOnce } from './start-once';

/** A comparison of prompts as Temporal lists it, with what came of it. */
export interface ListedOptimize extends Omit<OptimizeStatus, 'phase'> {
	readonly id: string;
	readonly runId: string;
	/** `RUNNING`, `COMPLETED`, `FAILED`, … */
	readonly state: string;
	readonly startedAt: Date;
}

/**
 * Starts a comparison of prompts; its id is `optimize/EXPERIMENT`.
 * @param plan what the input was seen to mean @param input as the worker is to read it
 * @returns whether it was started now; `false` when one of this id runs already
 */
export async function startOptimize(
	client: Client,
	{ experiment, baseline, candidates, model }: OptimizePlan,
	input: unknown,
): Promise<Started> {
	const id = optimizeIdOf(experiment);
	const names = candidates.map(({ name }) => name).join(', ');
	const summary = `${experiment}: ${names} against ${baseline.name} on ${model}`;
	return startOnce(client, optimizeWorkflowType, { id, input, summary });
}

/** The comparisons that Temporal knows, newest first. */
export async function listOptimizes(client: Client): Promise<ListedOptimize[]> {
	const query = `WorkflowType = '${optimizeWorkflowType}' AND ExecutionStatus != 'ContinuedAsNew'`;
	const listed: ListedOptimize[] = [];
	for await (const { workflowId, runId, status, startTime, memo } of client.workflow.list({ query })) {
		// Whoever started it may have put anything there.
		const known = optimizeMemoSchema.parse(optimizeMemoSchema.safeParse(memo ?? {}).data ?? {});
		listed.push({ id: workflowId, runId, state: status.name, startedAt: startTime, ...known });
	}
	return listed.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

/** The newest one of this id, or else of this experiment. */
export function optimizeNamed(listed: readonly ListedOptimize[], name: string): ListedOptimize | undefined {
	return listed.find(({ id }) => id === name) ?? listed.find(({ experiment }) => experiment === name);
}
