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
	return withoutFollowed(listed.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime()));
}

/** Why a comparison does not get on with its own steps, as Temporal knows without a worker; its bench tells of its own. */
export async function standstillOf(
	client: Client,
	{ id, runId }: Pick<ListedOptimize, 'id' | 'runId'>,
): Promise<string[]> {
	const { raw } = await client.workflow.getHandle(id, runId).describe();
	return (raw.pendingActivities ?? []).flatMap(({ attempt, lastFailure }) => {
		const cause = lastFailure?.applicationFailureInfo?.type;
		const words = `${cause ? `${cause}: ` : ''}${lastFailure?.message ?? ''}`;
		return lastFailure ? [`tried ${(attempt ?? 2) - 1} times so far. ${words}`] : [];
	});
}

/** @param listed newest first @returns all but those whose work another of their id has taken over, as after a reset */
export function withoutFollowed<T extends Pick<ListedOptimize, 'id' | 'state'>>(listed: readonly T[]): T[] {
	return listed.filter(
		({ id, state }, at) => state !== 'TERMINATED' || !listed.slice(0, at).some((newer) => newer.id === id),
	);
}

/** The newest one of this id, or else of this experiment; one that nobody has planned yet has but its id. */
export function optimizeNamed<T extends Pick<ListedOptimize, 'id' | 'experiment'>>(
	listed: readonly T[],
	name: string,
): T | undefined {
	const isOf = ({ id, experiment }: T) => experiment === name || (experiment === null && id === optimizeIdOf(name));
	return listed.find(({ id }) => id === name) ?? listed.find(isOf);
}
