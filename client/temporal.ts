import { Client, Connection, type WorkflowExecutionDescription } from '@temporalio/client';
import { statusQuery } from '../contracts/messages';
import { benchMemoSchema, benchWorkflowType } from '../contracts/workflows';
import { type Status, statusSchema } from '../domain/bench/status';
import { TipBenchError } from '../domain/errors';
import { clientOptions, connectFault, namespaceFault } from '../machine/temporal/connection';
import type { TemporalTarget } from '../machine/temporal/target';

/** As Temporal's API numbers the kinds of task queues; workers of `bench` and of GPUs all take activities. */
const activityQueue = 2;

/** How long a person waits for a living worker's answer before we say what we know without it. Milliseconds. */
const queryPatienceMs = 3_000;

/** Whoever starts a bench may keep something with it that nobody can read: it must not hide all the others. */
const payloadConverterPath = require.resolve('../contracts/payload-converter');

/**
 * Connects to Temporal, within five seconds. The connection stays until the process ends: were it closed while a call is
 * waiting to be tried again, the SDK would throw where nobody can catch it.
 * @throws TipBenchError TemporalUnavailable, TemporalRefused, NamespaceMissing
 */
export async function connectTemporal(target: TemporalTarget): Promise<Client> {
	const connection = await Connection.connect({ ...clientOptions(target), connectTimeout: '5 seconds' }).catch(
		(error: unknown) => {
			const { refused, what } = connectFault(target, error);
			const message = `Temporal at ${target.temporal} ${what}`;
			throw new TipBenchError(refused ? 'TemporalRefused' : 'TemporalUnavailable', message, { cause: error });
		},
	);
	const fault = await namespaceFault(connection.workflowService, target);
	if (fault !== null) throw new TipBenchError('NamespaceMissing', `Temporal at ${target.temporal} ${fault}`);
	return new Client({ connection, namespace: target.namespace, dataConverter: { payloadConverterPath } });
}

/** The bench's own status, or `null` when no worker answers in time, or in other words than ours. */
export async function queryStatus(client: Client, id: string): Promise<Status | null> {
	const answer = statusSchema.safeParse(await queryPatiently<unknown>(client, id));
	return answer.success ? answer.data : null;
}

/** What a workflow answers to its query `status`, or `null` when no worker answers in time. */
export async function queryPatiently<T>(client: Client, id: string): Promise<T | null> {
	const handle = client.workflow.getHandle(id);
	try {
		return await client.connection.withDeadline(Date.now() + queryPatienceMs, () => handle.query<T>(statusQuery.name));
	} catch {
		return null;
	}
}

/**
 * How often workers have failed to go on with a workflow at all, as when they run other code than it began with; 0 where
 * they have not, and where Temporal does not say.
 */
export async function failedTasks(client: Client, id: string): Promise<number> {
	try {
		return taskFailures(await client.workflow.getHandle(id).describe());
	} catch {
		return 0;
	}
}

/** The same of a workflow that is described already. */
export function taskFailures({ raw }: Pick<WorkflowExecutionDescription, 'raw'>): number {
	return Math.max(0, (raw.pendingWorkflowTask?.attempt ?? 1) - 1);
}

/** A bench as Temporal lists it. */
export interface ListedBench {
	readonly id: string;
	/** The latest run: a bench that waits long continues as new. */
	readonly runId: string;
	/** `RUNNING`, `COMPLETED`, `FAILED`, … */
	readonly state: string;
	/** `null` before the bench has planned. */
	readonly experiment: string | null;
	/** The MLflow that it records in, and the Ollamas of its GPUs by queue; `null` as before. */
	readonly mlflow: string | null;
	readonly gpus: Readonly<Record<string, string>> | null;
	readonly startedAt: Date;
}

/** The benches that Temporal knows, newest first; one that continued as new is listed once. */
export async function listBenches(client: Client, onlyRunning: boolean): Promise<ListedBench[]> {
	const wanted = onlyRunning ? "= 'Running'" : "!= 'ContinuedAsNew'";
	const query = `WorkflowType = '${benchWorkflowType}' AND ExecutionStatus ${wanted}`;
	const benches: ListedBench[] = [];
	for await (const each of client.workflow.list({ query })) {
		benches.push({
			id: each.workflowId,
			runId: each.runId,
			state: each.status.name,
			...memoOf(each.memo),
			startedAt: each.startTime,
		});
	}
	return benches.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

/** What a bench keeps with its execution; whoever started it may have put anything there. */
export function memoOf(memo: unknown): Pick<ListedBench, 'experiment' | 'mlflow' | 'gpus'> {
	const { experiment, mlflow_url, gpus } = benchMemoSchema.safeParse(memo ?? {}).data ?? {};
	return { experiment: experiment ?? null, mlflow: mlflow_url ?? null, gpus: gpus ?? null };
}

/** Whether a worker has asked the queue for activities lately. */
export async function hasWorker(client: Client, taskQueue: string): Promise<boolean> {
	const { pollers } = await client.workflowService.describeTaskQueue({
		namespace: client.options.namespace,
		taskQueue: { name: taskQueue },
		taskQueueType: activityQueue,
	});
	return (pollers ?? []).length > 0;
}
