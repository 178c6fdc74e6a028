/** What every viewer of something is told, written once for all of them. */
export interface FeedEvent {
	/** The same for the same content, also of a server that was started again: who has it needs no other. */
	readonly id: string;
	/** One line of JSON. */
	readonly data: string;
	/** Whether nothing comes after it. */
	readonly isLast: boolean;
}

/** Looks at something again and again, while somebody watches. */
export interface Poller {
	/** What was seen last, once there was a first look. */
	current(): Promise<FeedEvent>;
	/**
	 * Tells a viewer what is known, and of every change from now on.
	 * @returns what ends it
	 */
	watch(tell: (event: FeedEvent) => void): () => void;
	close(): void;
}

/** How a poller looks. */
export interface PollerOptions {
	/** One look, and how many milliseconds to wait before the next. Only the first may throw: then there are no others. */
	readonly look: () => Promise<{ readonly event: FeedEvent; readonly pauseMs: number }>;
	/** Called when nobody watches any more, or nothing more is to come. */
	readonly onIdle: () => void;
}

/** One poller for all viewers: it asks as much for fifty as for one, and nothing where nobody watches. */
export function createPoller({ look, onIdle }: PollerOptions): Poller {
	const viewers = new Set<(event: FeedEvent) => void>();
	let current: FeedEvent | undefined;
	let timer: NodeJS.Timeout | undefined;
	let isOver = false;

	const end = () => {
		if (isOver) return;
		isOver = true;
		clearTimeout(timer);
		onIdle();
	};
	const lookOnce = async () => {
		const { event, pauseMs } = await look();
		const isNew = event.id !== current?.id;
		current = event;
		if (isNew) for (const tell of [...viewers]) tell(event);
		if (event.isLast) end();
		else if (!isOver) timer = setTimeout(lookAgain, pauseMs).unref();
		return event;
	};
	const lookAgain = () => {
		lookOnce().catch(end);
	};
	const first = lookOnce();
	first.catch(end);
	return {
		current: async () => current ?? first,
		watch: (tell) => {
			viewers.add(tell);
			if (current !== undefined) tell(current);
			return () => {
				if (viewers.delete(tell) && viewers.size === 0) end();
			};
		},
		close: end,
	};
}
