import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be interrupted. */
export interface TcpLine {
	/** `127.0.0.1:port`, to be used in the server's place. */
	readonly address: string;
	/** Ends all connections at once and refuses new ones until it is mended as often as it was cut. */
	cut(): void;
	mend(): void;
	/**
	 * Passes on the next request that holds a text, and ends its connection instead of passing on the answer.
	 * @returns whether one came in time
	 */
	loseAnswerTo(text: string, withinMs: number): Promise<boolean>;
	close(): Promise<void>;
}

/** What a server needs to do what it was asked, before the connection ends that waits for its answer. Milliseconds. */
const workMs = 300;

/** Opens a line to `host:port`. Where nobody answers there, its connections end at once. */
export async function openTcpLine(target: string): Promise<TcpLine> {
	const [host = '', port] = target.split(':');
	const sockets = new Set<Socket>();
	let cuts = 0;
	let losing: { text: string; met(): void } | undefined;
	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.setNoDelay(true);
		socket.once('close', () => sockets.delete(socket));
	};
	const server = createServer((near) => {
		if (cuts > 0) return void near.resetAndDestroy();
		const far = connect({ host, port: Number(port) });
		for (const [one, other] of [
			[near, far],
			[far, near],
		] as const) {
			keep(one);
			one.pipe(other);
			one.once('error', () => other.destroy());
			one.once('close', () => other.destroy());
		}
		near.on('data', (chunk: Buffer) => {
			if (losing === undefined || !chunk.includes(losing.text)) return;
			losing.met();
			far.unpipe(near);
			setTimeout(() => near.resetAndDestroy(), workMs);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const endAll = () => {
		for (const socket of sockets) socket.resetAndDestroy();
	};
	return {
		address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		cut: () => {
			cuts += 1;
			endAll();
		},
		mend: () => {
			cuts -= 1;
		},
		loseAnswerTo: (text, withinMs) =>
			new Promise((resolve) => {
				const end = (met: boolean) => {
					clearTimeout(timer);
					losing = undefined;
					resolve(met);
				};
				const timer = setTimeout(end, withinMs, false);
				losing = { text, met: () => end(true) };
			}),
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			endAll();
			await closed;
		},
	};
}
