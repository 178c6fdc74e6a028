import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchPhase } from './bench-config';
import type { PlannedFault } from './fault-plan';
import { type Ground, inject } from './inject';
import type { Stage } from './stage';
import type { Timeline } from './timeline';

/** A part that was killed must answer again within this. Milliseconds. */
const healLimitMs = 180_000;

/** Below this the work counts as resumed; it may be waiting for a retry that is a minute away. Milliseconds. */
const lifeLimitMs = 20_000;

/** A fault that happened. */
export interface InjectedFault extends PlannedFault {
	/** Whether it met what it was meant for: a cut needs an answer, a cancel a bench at work. */
	readonly met: boolean;
}

/** @see harm */
export interface HarmOptions {
	readonly signal: AbortSignal;
	/** Faults happen only while a bench is at that; `null`: at any time. */
	readonly phase: BenchPhase | null;
}

/**
 * Lets the faults happen as planned, once work has begun, and returns when all are over.
 * @throws Error where no work begins, or what a fault took away does not come back; the signal's reason
 */
export async function harm(
	ground: Ground,
	faults: readonly PlannedFault[],
	timeline: Timeline,
	{ signal, phase }: HarmOptions,
): Promise<InjectedFault[]> {
	const underWay = new Set<Promise<void>>();
	const injected: InjectedFault[] = [];
	let failure: unknown;
	if (!(await signOfLife(ground, 0, healLimitMs, signal)))
		throw new Error('no cell was generated within three minutes: see the logs');
	for (const fault of faults) {
		if (!fault.overlaps) {
			await Promise.all(underWay);
			await signOfLife(ground, generations(ground), lifeLimitMs, signal);
		}
		await sleep(fault.waitMs, undefined, { signal });
		if (phase !== null) await untilPhase(ground, phase, signal);
		if (failure !== undefined) throw failure;
		const name = `fault ${fault.number}/${faults.length} ${fault.kind}`;
		const length = fault.holdMs === 0 ? '' : `, ${(fault.holdMs / 1000).toFixed(1)} s`;
		timeline.note(`${name}${length}${fault.overlaps ? ', overlapping' : ''}`);
		const done = healed(inject(ground, fault), fault.holdMs + healLimitMs, name)
			.then((met) => {
				injected.push({ ...fault, met });
				timeline.note(`${name}: ${met ? 'over' : 'found nothing to harm'}`);
			})
			.catch((error: unknown) => {
				failure = error;
			});
		underWay.add(done);
		done.finally(() => underWay.delete(done));
	}
	await Promise.all(underWay);
	if (failure !== undefined) throw failure;
	return injected;
}

async function healed<T>(harmed: Promise<T>, limitMs: number, name: string): Promise<T> {
	const patience = new AbortController();
	const over = Symbol('over');
	const limit = sleep(limitMs, over, { signal: patience.signal }).catch(() => over);
	const ended = await Promise.race([harmed, limit]).finally(() => patience.abort());
	if (ended === over) throw new Error(`${name}: what it took away did not come back within ${limitMs / 1000} s`);
	return ended as T;
}

/** Looks of the run are a second apart, so that a bench may be a second further than it says. */
async function untilPhase({ benches }: Ground, phase: BenchPhase, signal: AbortSignal): Promise<void> {
	for (const end = Date.now() + healLimitMs; Date.now() < end; await sleep(100, undefined, { signal }))
		if (benches.all.some(({ state, status }) => state === 'running' && status?.phase === phase)) return;
}

const generations = ({ proxy }: Stage) => proxy.requests.filter(({ kind, done }) => kind === 'generate' && done).length;

/** Waits until a generation more than so many has ended, so that faults fall into work. */
async function signOfLife(stage: Stage, before: number, limitMs: number, signal: AbortSignal): Promise<boolean> {
	for (const end = Date.now() + limitMs; Date.now() < end; await sleep(100, undefined, { signal }))
		if (generations(stage) > before) return true;
	return false;
}
