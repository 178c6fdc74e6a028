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

async function listening<T>(standIn: Server, scheme: string, use: (url: string) => Promise<T>): Promise<T> {
	standIn.listen(0, '127.0.0.1');
	await once(standIn, 'listening');
	try {
		return await use(`${scheme}://127.0.0.1:${(standIn.address() as AddressInfo).port}`);
	} finally {
		const closed = once(standIn, 'close');
		standIn.close();
		standIn.closeAllConnections();
		await closed;
	}
}
