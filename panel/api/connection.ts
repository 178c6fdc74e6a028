import { useSyncExternalStore } from 'react';

/** Since when the server gives no answer, in milliseconds since 1970; `null` while it does. */
let lostSince: number | null = null;
/** When it last answered. */
let answeredAt: number | null = null;
const listeners = new Set<() => void>();

function tell(): void {
	for (const listener of listeners) listener();
}

/** An answer came, whatever it said. */
export function noteAnswer(): void {
	answeredAt = Date.now();
	if (lostSince === null) return;
	lostSince = null;
	tell();
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
