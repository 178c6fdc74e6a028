import { setCurrentDetails, setDefaultSignalHandler, setHandler, workflowInfo } from '@temporalio/workflow';
import { askSignal, giveBackSignal, leaseQuery, useSignal } from '../contracts/messages';
import type { LeaseInput } from '../contracts/workflows';
import { ask, freeLease, giveBack, type Lease, use } from '../domain/gpu/lease';
import { leaseRequestSchema, leaseReturnSchema, leaseUseSchema } from '../domain/gpu/lease-messages';
import { describeLease, leaseStatus } from './lease-status';
import { wasReset } from './resets';

/** What one run of the workflow `gpu-lease` knows of itself. */
export interface LeaseState {
	/** The task queue that stands for the GPU. */
	readonly queue: string;
	lease: Lease;
	/** Whether it was cancelled: it ends once nobody needs it. */
	ending: boolean;
	/** When the holder was last told that it holds the GPU, in milliseconds of workflow time. */
	told: number;
	/** Whether it may be wrong about its holder. */
	doubted: boolean;
}

/** The state of a lease's run that has just begun. */
export function openLease(queue: string, handedOn: Partial<LeaseInput>): LeaseState {
	const { carried = freeLease, doubted = false, ending = false } = handedOn;
	return { queue, lease: carried, ending, told: Date.now(), doubted };
}

/** Shows in the Temporal UI where the lease is. */
export function showLease({ queue, lease }: LeaseState): void {
	setCurrentDetails(describeLease(queue, lease));
}

/** Sets all handlers of a lease; none of them throws, whatever comes. */
export function listenForRequests(state: LeaseState): void {
	const change = (lease: Lease) => {
		state.lease = lease;
		showLease(state);
	};
	setHandler(askSignal, (payload) => {
		const request = leaseRequestSchema.safeParse(payload);
		if (request.success) change(ask(state.lease, request.data, Date.now()));
	});
	setHandler(giveBackSignal, (payload) => {
		const back = leaseReturnSchema.safeParse(payload);
		if (back.success) change(giveBack(state.lease, back.data, Date.now()));
	});
	setHandler(useSignal, (payload) => {
		const used = leaseUseSchema.safeParse(payload);
		if (used.success) change(use(state.lease, used.data));
	});
	// A name that nobody knows would otherwise stay buffered for ever.
	setDefaultSignalHandler(() => undefined);
	setHandler(leaseQuery, () => leaseStatus(state.queue, state.lease));
}

/** Events of history after which it continues as new: about 150 turns. */
const eventsBeforeContinuing = 2_000;

/** Whether the rest belongs into the next run. */
export function timeToContinue(): boolean {
	const { historyLength, continueAsNewSuggested } = workflowInfo();
	return continueAsNewSuggested || historyLength > eventsBeforeContinuing || wasReset();
}
