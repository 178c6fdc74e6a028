import { once } from 'node:events';
import { Agent, createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Intervention, now, passOn } from './pass-on';
import { beginRecord, isAboutModel, type RecordedRequest } from './recorded-request';

export type { Intervention } from './pass-on';
export type { RecordedRequest } from './recorded-request';

/** A recording proxy in front of one Ollama. */
export interface OllamaProxy {
	readonly url: string;
	/** All requests so far, in the order in which they began. */
	readonly requests: readonly RecordedRequest[];
	/** Ends all connections of clients at once. @returns how many requests were under way */
	dropAll(): number;
	close(): Promise<void>;
}

/** @see startOllamaProxy */
export interface OllamaProxyOptions {
	/** The URL of the real one. */
	readonly target: string;
	/** Of 127.0.0.1; a free one unless told. */
	readonly port?: number;
	/** Asked when a request begins; it may also only look, or keep the request waiting. */
	readonly intervene?: (request: RecordedRequest) => Intervention | null | Promise<Intervention | null>;
}

/**
 * Starts a proxy on 127.0.0.1 that records from outside what Ollama is asked. It streams, keeps its
 * connections to Ollama, and ends a request there when the client leaves, as Ollama itself would notice.
 */
export async function startOllamaProxy({ target, port = 0, intervene }: OllamaProxyOptions): Promise<OllamaProxy> {
	const agent = new Agent({ keepAlive: true });
	const requests: RecordedRequest[] = [];
	const open = new Map<ServerResponse, RecordedRequest>();
	const server = createServer(async (incoming, answer) => {
		const startedAt = now();
		const { method = 'GET', url = '/' } = incoming;
		const body = isAboutModel(method, url) ? await text(incoming).catch(() => null) : '';
		if (body === null) return;
		const record = beginRecord(method, url, body, startedAt);
		requests.push(record);
		open.set(answer, record);
		answer.once('close', () => {
			open.delete(answer);
			record.endedAt = now();
			record.clientGone = !answer.writableFinished && record.intervention === null;
		});
		const intervention = (await intervene?.(record)) ?? null;
		record.intervention = intervention?.name ?? null;
		await passOn({ incoming, answer, body, record, intervention, agent, target });
	});
	// Ollama never ends an idle connection; ours must not add such races to what is measured.
	Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		dropAll: () => {
			const dropped = open.size;
			for (const record of open.values()) record.intervention ??= 'dropped';
			server.closeAllConnections();
			return dropped;
		},
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
			agent.destroy();
		},
	};
}
