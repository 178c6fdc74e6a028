import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { BlockProgress, BlockTurn, Gpu, LeaseStatus } from '../contracts/workflows';
import type { Status } from '../domain/bench/status';
import {
	type Grant,
	type LeaseRequest,
	type LeaseReturn,
	type LeaseUse,
	leaseAskSignal,
} from '../domain/gpu/lease-messages';

// Anybody can send a signal with anything in it, so every handler takes `unknown` and parses; the types here are for
// those who send.

/** To a bench: a person has scored the runs. Its payload, if any, is `{ "by"?, "partial"? }`; anything else is ignored. */
export const judgedSignal = defineSignal<[unknown?]>('judged');

/** To a bench, and from it to its blocks: finish the running cell and give the GPU back. */
export const pauseSignal = defineSignal('pause');

/** To a bench, and from it to its blocks: go on. */
export const resumeSignal = defineSignal('resume');

/** To a bench: where it is. `temporal workflow query --type status` shows it. */
export const statusQuery = defineQuery<Status>('status');

/** From a block to its bench: how far it is, about 100 times a block. */
export const progressSignal = defineSignal<[BlockProgress]>('progress');

/** From a block to its bench: whether it has work for the GPU. */
export const turnSignal = defineSignal<[BlockTurn]>('turn');

/** From a bench to a block that asked for it: the GPU that it may use now. */
export const gpuSignal = defineSignal<[Gpu]>('gpu');

/** To a lease: a bench asks for the GPU. */
export const askSignal = defineSignal<[LeaseRequest]>(leaseAskSignal);

/** To a lease: a bench gives the GPU, or its place in the line, back. */
export const giveBackSignal = defineSignal<[LeaseReturn]>('give-back');

/** To a lease: its holder runs another model than was proposed. */
export const useSignal = defineSignal<[LeaseUse]>('use');

/** From a lease to a bench: the GPU is its own until it gives it back. */
export const grantedSignal = defineSignal<[Grant]>('granted');

/** To a lease: who holds the GPU and who waits. `temporal workflow query --workflow-id gpu-lease/gpu --type status`. */
export const leaseQuery = defineQuery<LeaseStatus>('status');
