import { addAbortListener } from 'node:events';

/** How following ended. */
export type Followed<Result> = { readonly end: 'result'; readonly result: Result } | { readonly end: 'detached' };

/** What is followed, and how. */
export interface Following<Seen, Result> {
	/** What the workflow ends with. */
	readonly result: Promise<Result>;
	look(): Promise<Seen>;
	/** Is given what each look sees. */
	show(seen: Seen): void;
	/** Aborting it detaches: the workflow goes on. */
	readonly signal: AbortSignal;
}

const pollMs = 1_000;

/** Looks at a workflow every second until it has its result. @throws what the result, or a look, is rejected with */
export async function followWorkflow<Seen, Result>(following: Following<Seen, Result>): Promise<Followed<Result>> {
	const ended = following.result.then((result) => ({ end: 'result', result }) as const);
	ended.catch(() => undefined);
	const detached = new Promise<{ readonly end: 'detached' }>((resolve) => {
		addAbortListener(following.signal, () => resolve({ end: 'detached' }));
	});
	for (;;) {
		const looked = following.look().then((seen) => ({ end: null, seen }) as const);
		const first = await Promise.race([looked, ended, detached]);
		if (first.end !== null) return first;
		following.show(first.seen);
		if (following.signal.aborted) return { end: 'detached' };
		const pause = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), pollMs));
		const end = await Promise.race([ended, detached, pause]);
		if (end !== undefined) return end;
	}
}
