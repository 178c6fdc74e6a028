import { setTimeout as pause } from 'node:timers/promises';
import type { PolicyName } from '../../domain/policies/policy-names';
import { messageOf } from '../../machine/coded-error';
import type { Log } from '../../machine/log';
import type { ServingMetrics } from '../http/metrics';
import { keepShadowCounts, type ShadowResult } from '../shadow-counts';
import type { ShadowName } from '../shadow-names';
import type { Store } from '../store/open-store';
import { patiently } from '../store/patiently';

/** What came of asking a shadow about a decision. */
export interface ShadowEvent {
	/** Its name, as `shadow:egreedy-v2-shadow`. */
	readonly event: `shadow:${ShadowName}`;
	readonly shadow: ShadowName;
	readonly decision: string;
	/** The active one, which chose. */
	readonly policy: PolicyName;
	/** The index of the tip that was shown. */
	readonly chosen: number;
	readonly result: ShadowResult;
	/** The index of the tip that the shadow would have shown. */
	readonly choice?: number;
	/** Milliseconds until it answered. */
	readonly ms?: number;
	/** Why it did not. */
	readonly why?: string;
}

/** Publishes events. */
export interface ShadowEvents {
	publish(event: ShadowEvent): void;
	/** Hands on what still waits; a delivery that nobody takes is given up after a moment. */
	close(): Promise<void>;
}

/** Where events go. */
export interface ShadowEventsOptions {
	readonly store: Store;
	readonly log: Log;
	readonly metrics: Pick<ServingMetrics, 'noteShadow'>;
	/** Sends those of a moment, where somebody wants to be told. */
	readonly send: ((events: readonly ShadowEvent[]) => Promise<void>) | null;
}

/** How often counts are written and events sent, in milliseconds: one write, and one delivery, whatever is asked. */
const gatheredMs = 1_000;

/** How long the end waits for a delivery, in milliseconds: whoever stops a service kills it after ten seconds. */
const graceMs = 2_000;

/** So many wait for a delivery; more are not sent. */
const mostSent = 2_000;

/** A line in the log and a count at once; in the store and to the webhook once a second. */
export function shadowEvents({ store, log, metrics, send }: ShadowEventsOptions): ShadowEvents {
	let counted = new Map<ShadowName, Record<ShadowResult, number>>();
	let unsent: ShadowEvent[] = [];
	let timer: NodeJS.Timeout | undefined;
	let sending: Promise<void> = Promise.resolve();
	let counting: Promise<void> = Promise.resolve();
	let isSending = false;
	const handOn = () => {
		timer = undefined;
		const counts = counted;
		counted = new Map();
		counting = patiently(store, () => keepShadowCounts(store, counts)).catch((error) =>
			log.warn(`what shadows agreed on was not counted: ${messageOf(error)}`),
		);
		if (send === null || unsent.length === 0 || isSending) return;
		const events = unsent;
		unsent = [];
		isSending = true;
		sending = send(events)
			.catch((error) => log.warn(`${events.length} events of shadows did not arrive: ${messageOf(error)}`))
			.finally(() => {
				isSending = false;
				if (unsent.length > 0) later();
			});
	};
	const later = () => {
		timer ??= setTimeout(handOn, gatheredMs).unref();
	};
	return {
		publish: (event) => {
			const { shadow, result } = event;
			log.info(event, lineOf(event));
			metrics.noteShadow(shadow, result);
			const counts = counted.get(shadow) ?? { agreed: 0, differed: 0, unanswered: 0 };
			counts[result] += 1;
			counted.set(shadow, counts);
			if (send !== null && unsent.length < mostSent) unsent.push(event);
			later();
		},
		close: async () => {
			clearTimeout(timer);
			handOn();
			await counting;
			await Promise.race([sending, pause(graceMs, undefined, { ref: false })]);
		},
	};
}

function lineOf({ event, decision, result, chosen, choice, why }: ShadowEvent): string {
	const about = `${event} of ${decision}`;
	if (result === 'unanswered') return `${about}: ${why}`;
	return result === 'agreed' ? `${about}: tip ${chosen} too` : `${about}: tip ${choice} instead of ${chosen}`;
}
