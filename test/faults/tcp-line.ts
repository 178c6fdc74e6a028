import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be interrupted. */
export interface TcpLine {
	/** `127.0.0.1:port`, to be used in the server's place. */
	readonly address: string;
	/** Ends all connections at once and refuses new ones until {@link mend}. */
	cut(): void;
	mend(): void;
	close(): Promise<void>;
}

/** Opens a line to `host:port`. Where nobody answers there, its connections end at once. */
export async function openTcpLine(target: string): Promise<TcpLine> {
	const [host = '', port] = target.split(':');
	const sockets = new Set<Socket>();
	let isCut = false;
	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.setNoDelay(true);
		socket.once('close', () => sockets.delete(socket));
	};
	const server = createServer((near) => {
		if (isCut) return void near.resetAndDestroy();
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
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const endAll = () => {
		for (const socket of sockets) socket.resetAndDestroy();
	};
	return {
		address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		cut: () => {
			isCut = true;
			endAll();
		},
		mend: () => {
			isCut = false;
		},
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			endAll();
			await closed;
		},
	};
}
