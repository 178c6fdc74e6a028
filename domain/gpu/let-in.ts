import { type Lease, same } from './lease';
import { priorityOf } from './lease-messages';

/** After how long a holder is asked to let others in, where neither it nor the lease says. */
export const usualLongestMs = 30 * 60_000;

/** A holder that was asked to let others in finishes its cell first, which may take this long; then it is asked again. */
const askAgainMs = 15 * 60_000;

/**
 * Whether the holder is to be asked to let others in: it has had the GPU for its longest time, and somebody of the same
 * or a higher priority waits. A lower one waits until it has done.
 * @param longestMs for a holder that did not say
 */
export function mustLetIn({ holder, waiting }: Lease, now: number, longestMs: number): boolean {
	if (holder === null || now - holder.since < (holder.longest_ms ?? longestMs)) return false;
	if (holder.asked_to_let_in !== undefined && now - holder.asked_to_let_in < askAgainMs) return false;
	return waiting.some((each) => priorityOf(each) >= priorityOf(holder) && !same(each, holder));
}

/** Keeps that the holder was asked to let others in. */
export function notedLetIn(lease: Lease, now: number): Lease {
	return lease.holder === null ? lease : { ...lease, holder: { ...lease.holder, asked_to_let_in: now } };
}
