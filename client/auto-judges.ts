import type { Client } from '@temporalio/client';
import { type JudgeResult, judgeOrderSchema, judgeWorkflowId, judgeWorkflowType } from '../contracts/judge';
import { benchQueue } from '../contracts/workflows';
import { type JudgeProgress, judgeProgressSchema, noProgress } from '../domain/judging/judge-progress';
import { mapLimit } from '../machine/map-limit';
import { benchFailure } from './bench-failure';
import { startInput } from './bench-history';
import { idBegins } from './id-query';
import { hasWorker, queryPatiently } from './temporal';

/** An auto judge's work on an experiment, started alone or by a bench. */
export interface SeenJudge {
	readonly id: string;
	/** Of its newest run. */
	readonly runId: string;
	readonly kind: string;
	/** `RUNNING`, `COMPLETED`, `FAILED`, … */
	readonly state: string;
	readonly startedAt: Date;
	readonly endedAt: Date | null;
	/** How far it is, or has come; `null` where nobody answers. */
	readonly progress: JudgeProgress | null;
	/** Why it went no further, where something stopped it. */
	readonly stopped: string | null;
	/** Why it failed, where it did. */
	readonly failure: string | null;
}

/** So many are looked at, the newest ones. */
const mostSeen = 20;

/** Of so many that Temporal lists those are chosen: each run of a judge is one. */
const mostListed = 500;

/**
 * The auto judges of an experiment, the newest first, each by its newest run.
 * @param name the experiment, or the workflow id of one of them
 */
export async function judgesOf(client: Client, name: string): Promise<SeenJudge[]> {
	const found = await candidatesOf(client, name);
	if (found.length === 0) return [];
	const isAnswered = found.some(({ state }) => state === 'RUNNING') && (await hasWorker(client, benchQueue));
	return mapLimit(found.slice(0, mostSeen), 5, (each) => lookAt(client, each, isAnswered), 'stop');
}

type Listed = Omit<SeenJudge, 'progress' | 'stopped' | 'failure'>;

async function candidatesOf(client: Client, name: string): Promise<Listed[]> {
	const prefix = judgeWorkflowId(name, '');
	const mayBe = name.startsWith(`${judgeWorkflowType}/`)
		? `(${idBegins(name)} OR ${idBegins(prefix)})`
		: idBegins(prefix);
	const query = `WorkflowType = '${judgeWorkflowType}' AND ExecutionStatus != 'ContinuedAsNew' AND ${mayBe}`;
	const newest = new Map<string, Listed>();
	let listed = 0;
	for await (const { workflowId: id, runId, status, startTime, closeTime } of client.workflow.list({ query })) {
		// Those at work come first.
		listed += 1;
		if (listed > mostListed) break;
		if (id !== name && !id.startsWith(prefix)) continue;
		const before = newest.get(id);
		if (before !== undefined && before.startedAt >= startTime) continue;
		const kind = id.slice(prefix.length);
		newest.set(id, { id, runId, kind, state: status.name, startedAt: startTime, endedAt: closeTime ?? null });
	}
	const all = [...newest.values()].sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
	const own = await mapLimit(all, 5, (each) => ownOf(client, each, name), 'stop');
	return own.filter((each) => each !== null);
}

/** Names and kinds may both hold slashes: whose judge it is, its order says. */
async function ownOf(client: Client, listed: Listed, name: string): Promise<Listed | null> {
	const order = judgeOrderSchema.safeParse(await startInput(client, listed)).data;
	if (order === undefined) return null;
	if (order.experiment === name) return listed;
	const prefix = judgeWorkflowId(order.experiment, '');
	return listed.id === name && name.startsWith(prefix) ? { ...listed, kind: name.slice(prefix.length) } : null;
}

async function lookAt(client: Client, listed: Listed, isAnswered: boolean): Promise<SeenJudge> {
	const { id, runId, kind, state } = listed;
	const none = { stopped: null, failure: null };
	if (state === 'RUNNING') {
		const answer = isAnswered ? await queryPatiently<unknown>(client, id) : null;
		return { ...listed, ...none, progress: judgeProgressSchema.safeParse(answer).data ?? null };
	}
	if (state !== 'COMPLETED')
		return { ...listed, ...none, progress: null, failure: await benchFailure(client, id, runId) };
	const result = await client.workflow.getHandle<() => Promise<JudgeResult>>(id, runId).result();
	// Another version's result may say anything.
	const progress = judgeProgressSchema.safeParse({ ...noProgress(kind), ...result }).data ?? null;
	return { ...listed, ...none, progress, stopped: typeof result?.stopped === 'string' ? result.stopped : null };
}
