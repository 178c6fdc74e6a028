import type { FeedEvent, Poller } from './poller';

/** How a stream of server-sent events is kept. Milliseconds. */
export interface StreamOptions {
	/** The id of the last event that the viewer has, where it comes back. */
	readonly lastEventId?: string | undefined;
	/** How often a comment is sent, so that no proxy takes the connection for dead. */
	readonly commentMs: number;
	/** A viewer that has taken nothing for so long is dropped. */
	readonly patienceMs: number;
	/** Called once, however it ends. */
	readonly onEnd: (why: 'over' | 'left' | 'slow') => void;
}

/** Milliseconds after which a browser asks again. */
const retryMs = 3_000;

const encoder = new TextEncoder();

/** A stream, and what ends it. */
export interface EventStream {
	readonly body: ReadableStream<Uint8Array>;
	end(why: 'over' | 'left' | 'slow'): void;
}

/**
 * What one viewer is sent. It holds one event at most: whoever reads slowly misses what came in between, and gets the
 * newest; whoever does not read at all is dropped.
 */
export function eventStream(poller: Poller, options: StreamOptions): EventStream {
	const { lastEventId, commentMs, patienceMs, onEnd } = options;
	/** The id of what the viewer has. */
	let has = lastEventId;
	let waiting: FeedEvent | null = null;
	/** Set while the viewer has taken all, and waits. */
	let send: ((text: string) => void) | null = null;
	let takenAt = performance.now();
	let isEnded = false;
	let controller: ReadableStreamDefaultController<Uint8Array> | undefined;

	const end = (why: 'over' | 'left' | 'slow') => {
		if (isEnded) return;
		isEnded = true;
		unwatch();
		clearInterval(comments);
		send?.('');
		closeQuietly(controller);
		onEnd(why);
	};
	const flush = () => {
		if (send === null || waiting === null) return;
		const { id, data, isLast } = waiting;
		waiting = null;
		has = id;
		send(`id: ${id}\nevent: status\ndata: ${data}\n\n${isLast ? 'event: end\ndata: {}\n\n' : ''}`);
		if (isLast) end('over');
	};
	const comments = setInterval(() => {
		if (send !== null) send(': still here\n\n');
		else if (performance.now() - takenAt >= patienceMs) end('slow');
	}, commentMs).unref();

	const body = new ReadableStream<Uint8Array>(
		{
			start: (started) => {
				controller = started;
				started.enqueue(encoder.encode(`retry: ${retryMs}\n\n`));
			},
			pull: () =>
				new Promise<void>((resolve) => {
					takenAt = performance.now();
					if (isEnded) return resolve();
					send = (text) => {
						send = null;
						takenAt = performance.now();
						if (text !== '') controller?.enqueue(encoder.encode(text));
						resolve();
					};
					flush();
				}),
			cancel: () => end('left'),
		},
		{ highWaterMark: 0 },
	);
	const unwatch = poller.watch((event) => {
		// Who has it already waits for the next one.
		waiting = event.id === has && !event.isLast ? null : event;
		flush();
	});
	return { body, end };
}

/** One that was cancelled is closed already. */
function closeQuietly(controller: ReadableStreamDefaultController<Uint8Array> | undefined): void {
	try {
		controller?.close();
	} catch {}
}
