import { useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

/** Says something to whoever listens to a screen reader, without moving anything on the page. */
export function announce(text: string): void {
	// The same words once more are news too: they differ by what nobody hears.
	said = text === said ? `${text}\u00a0` : text;
	for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

export function useSaid(): string {
	return useSyncExternalStore(subscribe, () => said);
}
