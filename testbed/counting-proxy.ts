import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that passes all on as it is, and takes note of it. */
export interface CountingProxy {
	readonly url: string;
	/** The method and path of each request so far. */
	readonly requests: readonly string[];
	close(): Promise<void>;
}

/** Opens one before a part that speaks HTTP. */
export async function openCountingProxy(target: string): Promise<CountingProxy> {
	const requests: string[] = [];
	const server = createServer((asked, answer) => {
		requests.push(`${asked.method} ${asked.url}`);
		const behind = request(new URL(asked.url ?? '/', target), {
			method: asked.method,
			headers: { ...asked.headers, host: new URL(target).host },
		});
		behind.once('error', () => answer.destroy());
		behind.once('response', (given) => {
			answer.writeHead(given.statusCode ?? 502, given.headers);
			given.pipe(answer);
		});
		asked.pipe(behind);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
