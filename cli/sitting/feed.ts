import type { SittingItem } from '../../domain/judging/sitting/sitting';
import type { PendingItems } from '../../judging/pending-items';
import { messageOf } from '../../machine/coded-error';

/** So many items are there beside the one on the screen. */
const ahead = 20;

const retryMs = 5_000;

/** @see feedItems */
export interface Feed {
	/** Begins to read the items that wait; it begins anew where MLflow did not answer. */
	open(): AsyncGenerator<PendingItems>;
	/** How many items are there. */
	count(): number;
	/** Resolves when one of them is gone. */
	untilFewer(): Promise<void>;
	take(items: readonly SittingItem[], found: PendingItems): void;
	/** Why nothing can be read now; `null` where it goes on. */
	trouble(why: string | null): void;
	readonly signal: AbortSignal;
}

/** Reads items beside the keys, never many more than are needed; until there are no more, or the signal ends it. */
export async function feedItems({ open, count, untilFewer, take, trouble, signal }: Feed): Promise<void> {
	for (;;) {
		try {
			for await (const found of open()) {
				trouble(null);
				take(found.items, found);
				while (count() > ahead && !signal.aborted) await untilFewer();
				if (signal.aborted) return;
			}
			return;
		} catch (error) {
			if (signal.aborted) return;
			trouble(`no more items can be read now: ${messageOf(error)}`);
			await new Promise((resolve) => setTimeout(resolve, retryMs).unref());
		}
	}
}
