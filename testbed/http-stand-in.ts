import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets a server stand in for another while something is done with its URL; its connections end with it. */
export async function withHttpStandIn<T>(answer: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
	const standIn = createServer(answer).listen(0, '127.0.0.1');
	await once(standIn, 'listening');
	try {
		return await use(`http://127.0.0.1:${(standIn.address() as AddressInfo).port}`);
	} finally {
		const closed = once(standIn, 'close');
		standIn.close();
		standIn.closeAllConnections();
		await closed;
	}
}
