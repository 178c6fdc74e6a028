import { type LeasedModel, type LeaseRequest, type LeaseReturn, type LeaseUse, priorityOf } from './lease-messages';

interface Waiting extends LeaseRequest {
	/** Milliseconds since 1970. */
	readonly since: number;
	/** How often somebody behind it was preferred. */
	readonly passed_over: number;
	/** It had the GPU for its longest time, and let others in: what it left in memory does not put it before them. */
	readonly gave_way?: boolean;
}

/** Who has the GPU. */
export interface Holder extends Pick<LeaseRequest, 'workflow' | 'run' | 'number' | 'priority' | 'longest_ms'> {
	readonly model: LeasedModel;
	/** Milliseconds since 1970. */
	readonly since: number;
	/** When it was last asked to let others in. */
	readonly asked_to_let_in?: number;
}

/** All that a lease knows. */
export interface Lease {
	readonly holder: Holder | null;
	readonly waiting: readonly Waiting[];
	/** What the last holder left in memory; while somebody holds the GPU, see {@link Holder}'s model. */
	readonly resident: LeasedModel | null;
}

/** Nobody has it, nobody waits. */
export const freeLease: Lease = { holder: null, waiting: [], resident: null };

/** How often the head of the line may be passed over for somebody who wants the resident model. */
export const mostPassedOver = 8;

/** How many may wait at once; others are not heard until there is room. With all of them a lease is below 1 MB. */
export const mostWaiting = 200;

/**
 * Takes in a request. Who waits already keeps its place. One that holds the GPU never heard its grant (it
 * would not ask otherwise), so it is given it anew. A request that was long on its way, and has been followed by
 * another, changes nothing.
 */
export function ask(lease: Lease, request: LeaseRequest, now: number): Lease {
	const { holder, waiting } = lease;
	const isLater = (each: Pick<LeaseRequest, 'workflow' | 'run' | 'number'>) =>
		same(each, request) && each.number > request.number;
	if ((holder !== null && isLater(holder)) || waiting.some(isLater)) return lease;
	if (holder !== null && same(holder, request)) {
		const again = { ...request, since: holder.since, passed_over: mostPassedOver };
		return { ...lease, holder: null, waiting: [again, ...waiting] };
	}
	const known = waiting.some((each) => same(each, request));
	if (!known && waiting.length >= mostWaiting) return lease;
	if (!known) return { ...lease, waiting: [...waiting, { ...request, since: now, passed_over: 0 }] };
	return { ...lease, waiting: waiting.map((each) => (same(each, request) ? { ...each, ...request } : each)) };
}

/** Takes the GPU, or the place in the line, back from whoever sends it; one that has neither changes nothing. */
export function giveBack(lease: Lease, { ran, next, ...from }: LeaseReturn, now: number): Lease {
	// A message that was long on its way must not take back what was asked for since.
	const meant = (each: Pick<LeaseRequest, 'workflow' | 'run' | 'number'>) =>
		same(each, from) && each.number <= from.number;
	const held = lease.holder !== null && meant(lease.holder);
	const without = {
		holder: held ? null : lease.holder,
		waiting: lease.waiting.filter((each) => !meant(each)),
		resident: held && ran !== null ? ran : lease.resident,
	};
	if (next === undefined) return without;
	const asked = ask(without, next, now);
	if (!held || lease.holder?.asked_to_let_in === undefined) return asked;
	return { ...asked, waiting: asked.waiting.map((each) => (same(each, next) ? { ...each, gave_way: true } : each)) };
}

/** Takes in what a holder really runs. */
export function use(lease: Lease, { model, ...by }: LeaseUse): Lease {
	if (lease.holder === null || !same(lease.holder, by)) return lease;
	return { ...lease, holder: { ...lease.holder, model } };
}

/** Whether another run of the holder's workflow id waits: one of the two has ended, since only one runs at a time. */
export function isContested({ holder, waiting }: Lease): boolean {
	return waiting.some(({ workflow }) => workflow === holder?.workflow);
}

/**
 * Leaves the GPU with a holder that was seen to run; what other runs of its workflow id have asked for is void. One that
 * has given it back since may have ended since, too: that changes nothing.
 */
export function keepHeld(lease: Lease, seen: Holder): Lease {
	if (lease.holder === null || !same(lease.holder, seen)) return lease;
	return { ...lease, waiting: lease.waiting.filter(({ workflow }) => workflow !== seen.workflow) };
}

/**
 * Takes the GPU from a holder that no longer runs.
 * @param heard whether it ever knew of its grant, so that its model may be in memory
 */
export function takeBack(lease: Lease, { workflow, run, number, model }: Holder, heard: boolean): Lease {
	return giveBack(lease, { workflow, run, number, ran: heard ? model : null }, 0);
}

/**
 * Gives a free GPU to one of those who wait with the highest priority: to the first who wants the resident model, but to
 * the head of the line once it was passed over {@link mostPassedOver} times, or when nobody wants it.
 * @returns the lease as it is then, or `null` when there is nothing to give or nobody to give it to
 */
export function grantNext(lease: Lease, now: number): (Lease & { readonly holder: Holder }) | null {
	const line = lineOf(lease);
	const [head] = line;
	if (lease.holder !== null || head === undefined) return null;
	const wantsResident = (each: Waiting) => each.wants.some(({ digest }) => digest === lease.resident?.digest);
	const goesFirst = (each: Waiting) => !each.gave_way && wantsResident(each);
	const preferred = head.passed_over >= mostPassedOver ? undefined : line.find(goesFirst);
	const chosen = preferred ?? head;
	const waiting = lease.waiting
		.filter((each) => each !== chosen)
		.map((each) => (each === head ? { ...each, passed_over: each.passed_over + 1 } : each));
	const model =
		chosen.wants.find(({ digest }) => digest === lease.resident?.digest) ?? (chosen.wants[0] as LeasedModel);
	const { since: _asked, passed_over: _passed, gave_way: _way, wants: _wants, ...holder } = chosen;
	return { ...lease, holder: { ...holder, model, since: now }, waiting };
}

/** Those of the highest priority, in their order. */
function lineOf({ waiting }: Lease): Waiting[] {
	const highest = Math.max(...waiting.map(priorityOf));
	return waiting.filter((each) => priorityOf(each) === highest);
}

/** Whether two speak of one run of one workflow. */
export function same(a: Pick<LeaseRequest, 'workflow' | 'run'>, b: Pick<LeaseRequest, 'workflow' | 'run'>): boolean {
	return a.workflow === b.workflow && a.run === b.run;
}
