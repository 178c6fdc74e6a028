import { ServerError } from '../../http/errors';
import { type EventStream, eventStream } from './event-stream';
import type { Poller } from './poller';

/** How streams of events are kept; milliseconds. */
export interface ViewersOptions {
	/** How many may watch at once. */
	readonly most?: number;
	readonly commentMs?: number;
	readonly patienceMs?: number;
	/** When it is aborted, all streams end. */
	readonly ending: AbortSignal;
}

/** Who is there, as the socket's side knows it. */
interface ViewerConnection {
	/** Aborted when the viewer has left. */
	readonly signal: AbortSignal;
	readonly lastEventId: string | undefined;
	/** Ends the connection of a viewer that does not read. */
	readonly cut: () => void;
}

/** All streams of events that are open. */
export interface Viewers {
	/**
	 * Opens a stream; `null` where the viewer has the last event already, so that nothing is to come.
	 * @throws ServerError TooManyRequests; what the first look throws
	 */
	open(poller: Poller, viewer: ViewerConnection): Promise<ReadableStream<Uint8Array> | null>;
	count(): number;
}

/** Opens streams, and ends them with the server. */
export function createViewers(options: ViewersOptions): Viewers {
	const { most = 200, commentMs = 15_000, patienceMs = 30_000, ending } = options;
	const open = new Set<EventStream>();
	ending.addEventListener('abort', () => {
		for (const stream of [...open]) stream.end('over');
	});
	return {
		count: () => open.size,
		open: async (poller, { signal, lastEventId, cut }) => {
			if (open.size >= most) {
				throw new ServerError('TooManyRequests', `${most} watch already.`, { retryAfterMs: 10_000 });
			}
			const stream = eventStream(poller, {
				...{ lastEventId, commentMs, patienceMs },
				onEnd: (why) => {
					open.delete(stream);
					signal.removeEventListener('abort', leave);
					if (why === 'slow') cut();
				},
			});
			const leave = () => stream.end('left');
			open.add(stream);
			signal.addEventListener('abort', leave);
			if (signal.aborted) leave();
			try {
				const { isLast, id } = await poller.current();
				if (!isLast || id !== lastEventId) return stream.body;
				leave();
				return null;
			} catch (error) {
				leave();
				throw error;
			}
		},
	};
}
