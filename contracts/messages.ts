import type { QueryDefinition, SignalDefinition, UpdateDefinition } from '@temporalio/common';
import type { BlockProgress, BlockTroubles, BlockTurn, Gpu, LeaseStatus } from '../contracts/workflows';
import type { JudgedAnswer } from '../domain/bench/judged';
import type { Status } from '../domain/bench/status';
import type { Grant, LeaseRequest, LeaseReturn, LeaseUse, LetIn } from '../domain/gpu/lease-messages';
import type { JudgeProgress } from '../domain/judging/judge-progress';
import type { SimStatus } from '../domain/simulation/sim-status';
import type { NightStatus } from './nightly';
import type { NoteFromOutside } from './note';
import type { OptimizeStatus } from './optimize';
import type { WebhookFailure } from './webhook';

// Anybody can send a signal with anything in it, so every handler takes `unknown` and parses; the types here are for
// those who send.

/** To a bench: a person has scored the runs. Its payload, if any, is `{ "by"?, "partial"? }`; anything else is ignored. */
export const judgedSignal = signal<[unknown?]>('judged');

/**
 * To a bench: the same, and it answers. `temporal workflow update execute --name judged`. Bad input is refused before it
 * leaves a trace in history.
 */
export const judgedUpdate = update<JudgedAnswer, [unknown]>('judged');

/** To a bench, and from it to its blocks: finish the running cell and give the GPU back. */
export const pauseSignal = signal('pause');

/** To a bench, and from it to its blocks: go on. */
export const resumeSignal = signal('resume');

/** To a bench: where it is. `temporal workflow query --type status` shows it. */
export const statusQuery = query<Status>('status');

/** From a block to its bench: how far it is, about 100 times a block. */
export const progressSignal = signal<[BlockProgress]>('progress');

/** From a block to its bench: whether it has work for the GPU. */
export const turnSignal = signal<[BlockTurn]>('turn');

/** From a block to its bench: why it stands still, or that it no longer does. */
export const troublesSignal = signal<[BlockTroubles]>('troubles');

/** To a bench: an event of it could not be told to whoever listens, and is given up. */
export const webhookFailedSignal = signal<[WebhookFailure]>('webhook-failed');

/** To a bench: who has changed something of its experiment from outside, for its notes. */
export const noteSignal = signal<[NoteFromOutside]>('note');

/** From an auto judge to the bench that waits for it: how far it is, about 100 times. */
export const judgingSignal = signal<[JudgeProgress]>('judging');

/** To an auto judge: how far it is. `temporal workflow query --type status` shows it. */
export const judgeStatusQuery = query<JudgeProgress>('status');

/** To a night: where it is, and what came of it. */
export const nightStatusQuery = query<NightStatus>('status');

/** To a simulation: how far it is, and what came of it. */
export const simStatusQuery = query<SimStatus>('status');

/** To a comparison of prompts: where it is, and what came of it. */
export const optimizeStatusQuery = query<OptimizeStatus>('status');

/** From a bench to a block that asked for it: the GPU that it may use now. */
export const gpuSignal = signal<[Gpu]>('gpu');

/** To a lease: somebody asks for the GPU. */
export const askSignal = signal<[LeaseRequest]>('ask');

/** To a lease: somebody gives the GPU, or the place in the line, back. */
export const giveBackSignal = signal<[LeaseReturn]>('give-back');

/** To a lease: its holder runs another model than was proposed. */
export const useSignal = signal<[LeaseUse]>('use');

/** From a lease to its holder: the GPU is its own until it gives it back. */
export const grantedSignal = signal<[Grant]>('granted');

/** From a lease to its holder: others have waited long. Finish the running cell, give the GPU back, and ask again. */
export const letInSignal = signal<[LetIn]>('let-in');

/** To a lease: who holds the GPU and who waits. `temporal workflow query --workflow-id gpu-lease/gpu --type status`. */
export const leaseQuery = query<LeaseStatus>('status');

// What `defineSignal`, `defineUpdate` and `defineQuery` of the SDK give, without the part of it that only workflows may load.
function signal<Args extends unknown[] = []>(name: string): SignalDefinition<Args> {
	return { type: 'signal', name } as SignalDefinition<Args>;
}

function update<Answer, Args extends unknown[]>(name: string): UpdateDefinition<Answer, Args> {
	return { type: 'update', name } as UpdateDefinition<Answer, Args>;
}

function query<Answer>(name: string): QueryDefinition<Answer> {
	return { type: 'query', name } as QueryDefinition<Answer>;
}
