import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { testCertificates } from './test-certificates';

/** Lets a server stand in for another while something is done with its URL; its connections end with it. */
export function withHttpStandIn<T>(answer: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
	return listening(createServer(answer), 'http', use);
}

/** As {@link withHttpStandIn}, with TLS: by a certificate of the tests' authority, for 127.0.0.1 and `localhost`. */
export function withHttpsStandIn<T>(answer: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
	return listening(createSecureServer(testCertificates.server, answer), 'https', use);
}

/** A server that stands in for another until it is closed; its connections end with it. */
export interface HttpStandIn {
	readonly url: string;
	close(): Promise<void>;
}

/** Opens one for a whole test file. */
export function openHttpStandIn(answer: RequestListener): Promise<HttpStandIn> {
	return opened(createServer(answer), 'http');
}

async function opened(standIn: Server, scheme: string): Promise<HttpStandIn> {
	standIn.listen(0, '127.0.0.1');
	await once(standIn, 'listening');
	return {
		url: `${scheme}://127.0.0.1:${(standIn.address() as AddressInfo).port}`,
		close: async () => {
			const closed = once(standIn, 'close');
			standIn.close();
			standIn.closeAllConnections();
			await closed;
		},
	};
}

async function listening<T>(standIn: Server, scheme: string, use: (url: string) => Promise<T>): Promise<T> {
	const { url, close } = await opened(standIn, scheme);
	try {
		return await use(url);
	} finally {
		await close();
	}
}
