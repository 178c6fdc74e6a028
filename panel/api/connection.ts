import { useSyncExternalStore } from 'react';

/** Since when the server gives no answer, in milliseconds since 1970; `null` while it does. */
let lostSince: number | null = null;
/** When it last answered. */
let answeredAt: number | null = null;
const listeners = new Set<() => void>();

function tell(): void {
	for (const listener of listeners) listener();
}

/** An answer came, whatever it said. @param date when the server says that it gave it, as headers have it */
export function noteAnswer(date: string | null): void {
	answeredAt = Date.now();
	noteTime(date, answeredAt);
	if (lostSince === null) return;
	lostSince = null;
	tell();
}

/** Clocks that differ by less than so many milliseconds are taken for the same: that a moment passed on the way is no news. */
const sameMs = 30_000;

/** By how many milliseconds the server's clock is before the browser's; 0 where nobody could tell. */
let aheadMs = 0;

function noteTime(date: string | null, now: number): void {
	const ms = Date.parse(date ?? '') - now;
	if (!Number.isFinite(ms)) return;
	aheadMs = Math.abs(ms) < sameMs ? 0 : ms;
}

/** What the server's clock shows now, in milliseconds since 1970: ages of what it tells of are by that, however wrong our own is. */
export function serverNow(): number {
	return Date.now() + aheadMs;
}

/** No answer came. */
export function noteSilence(): void {
	if (lostSince !== null) return;
	lostSince = answeredAt ?? Date.now();
	tell();
}

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** Since when the server gives no answer, in milliseconds since 1970; `null` while it does. */
export function useLostSince(): number | null {
	return useSyncExternalStore(subscribe, () => lostSince);
}
