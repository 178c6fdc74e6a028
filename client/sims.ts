import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { type SimMemo, simMemoSchema, simWorkflowId, simWorkflowType } from '../contracts/sim';
import { TipBenchError } from '../domain/errors';
import { nameHint } from '../domain/nearest-name';
import { parseSimConfig, type SimConfig, type SimInput } from '../domain/simulation/sim-config';
import { type SimStatus, simStatusSchema } from '../domain/simulation/sim-status';
import { type Started, startOnce } from './start-once';
import { queryPatiently } from './temporal';

/** A simulation as Temporal lists it. */
export interface ListedSim {
	readonly id: string;
	readonly runId: string;
	/** `RUNNING`, `COMPLETED`, `FAILED`, … */
	readonly state: string;
	/** `null` before it has planned. */
	readonly experiment: string | null;
	/** What was decided; `null` before, and where nobody was compared. */
	readonly answer: string | null;
	/** Whether it made its candidate active. */
	readonly promoted: boolean;
	readonly startedAt: Date;
}

/**
 * The config that an input means.
 * @throws TipBenchError InvalidConfig with every fault that can be seen from here
 */
export function refuseSimFaults(input: SimInput): SimConfig {
	const parsed = parseSimConfig(input);
	if ('config' in parsed) return parsed.config;
	throw new TipBenchError('InvalidConfig', parsed.faults.map((fault) => `- ${fault}`).join('\n'));
}

/**
 * Starts a simulation; one at a time fills an experiment, where it is started so.
 * @returns whether it was started now; `false` where one of this experiment runs already
 * @throws TipBenchError InvalidConfig with every fault that can be seen from here
 */
export async function startSim(client: Client, input: SimInput): Promise<Started> {
	const { experiment, policies, seeds } = refuseSimFaults(input);
	const summary = `${experiment}: ${policies.join(', ')}, ${seeds} seeds a persona`;
	return startOnce(client, simWorkflowType, { id: simWorkflowId(experiment), input, summary });
}

/** The simulations that Temporal knows, newest first; one that continued as new is listed once. */
export async function listSims(client: Client): Promise<ListedSim[]> {
	const query = `WorkflowType = '${simWorkflowType}' AND ExecutionStatus != 'ContinuedAsNew'`;
	const sims: ListedSim[] = [];
	for await (const each of client.workflow.list({ query })) sims.push(listed(each));
	return sims.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

/** The newest simulation of this id, or else of this experiment; `null` where there is none. */
export async function simNamed(client: Client, name: string): Promise<ListedSim | null> {
	for (const id of [name, simWorkflowId(name)]) {
		// One that has just begun is described at once, and listed a moment later. An id that nothing could have is none.
		const described = await client.workflow
			.getHandle(id)
			.describe()
			.catch(() => null);
		if (described?.type === simWorkflowType) return listed(described);
	}
	const sims = await listSims(client);
	return sims.find(({ experiment }) => experiment === name) ?? null;
}

/** @see simNamed @throws TipBenchError UnknownName */
export async function findSim(client: Client, name: string): Promise<ListedSim> {
	const found = await simNamed(client, name);
	if (found !== null) return found;
	const ids = [...new Set((await listSims(client)).map(({ id }) => id))];
	throw new TipBenchError('UnknownName', `no simulation ${name}; ${nameHint(name, ids, 'there are none yet')}`);
}

/** A simulation's own status, or `null` when no worker answers in time. */
export async function querySim(client: Client, id: string): Promise<SimStatus | null> {
	return simStatusSchema.safeParse(await queryPatiently<unknown>(client, id)).data ?? null;
}

type Described = Pick<WorkflowExecutionDescription, 'workflowId' | 'runId' | 'status' | 'memo' | 'startTime'>;

function listed({ workflowId: id, runId, status, memo, startTime }: Described): ListedSim {
	// Whoever started it may have put anything there.
	const known: SimMemo = simMemoSchema.safeParse(memo ?? {}).data ?? {};
	const { experiment = null, answer = null, promoted = false } = known;
	return { id, runId, state: status.name, experiment, answer, promoted, startedAt: startTime };
}
