import { condition, getExternalWorkflowHandle, workflowInfo } from '@temporalio/workflow';
import { giveBackSignal, useSignal } from '../contracts/messages';
import type { Gpu } from '../contracts/workflows';
import { leaseWorkflowId } from '../contracts/workflows';
import type { PlannedModel } from '../domain/bench/cell';
import { type Grant, type LeasedModel, type LeaseRequest, mostWanted } from '../domain/gpu/lease-messages';
import { asking as io } from './activity-stubs';

/** What a bench has asked of one GPU's lease. */
export interface GpuRequest {
	/** The last request's, ascending; an answer to an earlier one is none. */
	number: number;
	/** Whether the lease has been asked and has had no word since that the GPU is not needed. */
	asked: boolean;
	granted: Grant | null;
	/** Whether the lease has asked to let others in, and the block at work has yet to be told. */
	letsIn: boolean;
}

/** What a bench has asked before it has asked anything. */
export function noRequest(): GpuRequest {
	return { number: 0, asked: false, granted: null, letsIn: false };
}

/** The bench's side of a GPU: what is to be run on it, and how. */
export interface GpuWork {
	/** The models whose blocks have work for a GPU, in order; none while the bench is paused. */
	wanting(): readonly PlannedModel[];
	/** Whether nothing will want a GPU any more. */
	over(): boolean;
	/** Lets one model's block work on the GPU until it gives its turn back. */
	run(model: PlannedModel, gpu: Gpu): Promise<void>;
	/** Called when the bench begins or ceases to wait for this GPU. */
	waiting(gpu: Gpu, waits: boolean): void;
}

/** A lease that was lost (terminated, or its server restored from a backup) is asked again after this long, and longer. */
const firstPatienceMs = 60_000;
const longestPatienceMs = 600_000;

/** Takes turns on one GPU for as long as there is work for it. Call it where no cancellation reaches it. */
export async function serveGpu(gpu: Gpu, request: GpuRequest, work: GpuWork): Promise<void> {
	for (;;) {
		await condition(() => work.over() || work.wanting().length > 0);
		if (work.over()) return;
		const grant = await untilGranted(gpu, request, work);
		const wanting = work.wanting();
		// Where several GPUs serve a bench, another may have taken the proposed model.
		const model = wanting.find(({ digest }) => digest === grant?.model.digest) ?? wanting[0];
		if (grant !== null && model !== undefined) {
			if (model.digest !== grant.model.digest) await tellUse(gpu, request, model);
			await work.run(model, gpu);
		}
		await giveBack(gpu, request, work, grant === null ? null : (model ?? null));
	}
}

/** @returns the grant, or `null` when nothing wants the GPU any longer */
async function untilGranted(gpu: Gpu, request: GpuRequest, work: GpuWork): Promise<Grant | null> {
	work.waiting(gpu, true);
	try {
		for (let patience = firstPatienceMs; ; patience = Math.min(patience * 2, longestPatienceMs)) {
			if (!request.asked) {
				request.asked = true;
				request.number += 1;
				await askLease(gpu, requestOf(gpu, request.number, work.wanting()));
			}
			const unwanted = () => work.wanting().length === 0;
			await condition(() => request.granted !== null || unwanted(), patience);
			if (request.granted !== null || unwanted()) return request.granted;
			await askLease(gpu, requestOf(gpu, request.number, work.wanting()));
		}
	} finally {
		work.waiting(gpu, false);
	}
}

async function askLease({ queue }: Gpu, asked: LeaseRequest | undefined): Promise<void> {
	if (asked !== undefined) await io.askForGpu.executeWithOptions({ summary: `ask for ${queue}` }, [queue, asked]);
}

/** Gives the GPU back, or the place in the line; what the bench wants next is asked for in the same message. */
async function giveBack(gpu: Gpu, request: GpuRequest, work: GpuWork, used: PlannedModel | null): Promise<void> {
	const { number } = request;
	const next = requestOf(gpu, number + 1, work.wanting());
	request.granted = null;
	request.letsIn = false;
	request.asked = next !== undefined;
	if (next !== undefined) request.number += 1;
	const back = { ...identity(), number, ran: used && leased(used, gpu), ...(next && { next }) };
	try {
		await getExternalWorkflowHandle(leaseWorkflowId(gpu.queue)).signal(giveBackSignal, back);
	} catch {
		// There is no lease any more, so nothing to give back; the next request starts one.
		request.asked = false;
	}
}

/** Gives back a GPU that nothing here has asked for, or needs any longer. */
export async function decline({ queue, number }: Pick<Grant, 'queue' | 'number'>): Promise<void> {
	try {
		const back = { ...identity(), number, ran: null };
		await getExternalWorkflowHandle(leaseWorkflowId(queue)).signal(giveBackSignal, back);
	} catch {
		// Where there is no lease, nobody is kept waiting.
	}
}

async function tellUse(gpu: Gpu, { number }: GpuRequest, model: PlannedModel): Promise<void> {
	try {
		const used = { ...identity(), number, model: leased(model, gpu) };
		await getExternalWorkflowHandle(leaseWorkflowId(gpu.queue)).signal(useSignal, used);
	} catch {
		// What a lease says of memory is for people; a lost lease is asked anew when it matters.
	}
}

function requestOf(gpu: Gpu, number: number, wanting: readonly PlannedModel[]): LeaseRequest | undefined {
	if (wanting.length === 0) return undefined;
	return { ...identity(), number, wants: wanting.slice(0, mostWanted).map((model) => leased(model, gpu)) };
}

function identity(): Pick<LeaseRequest, 'workflow' | 'run'> {
	const { workflowId, runId } = workflowInfo();
	return { workflow: workflowId, run: runId };
}

function leased({ name, digest }: PlannedModel, { ollama_url }: Gpu): LeasedModel {
	return { name, digest, ollama_url };
}
