import { once } from 'node:events';
import {
	connect,
	createSecureServer,
	createServer,
	type IncomingHttpHeaders,
	type OutgoingHttpHeaders,
	type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { testCertificates } from './test-certificates';

/** What a gate asks for before it lets somebody through to Temporal. */
export interface GateRules {
	/** Asked for as a bearer. */
	readonly apiKey?: string;
	/** Whether it has no TLS, and only counts. */
	readonly plain?: boolean;
	/** Whether a certificate of the tests' authority is asked for. */
	readonly clientCertificate?: boolean;
}

/** A gate in front of a Temporal. */
export interface TemporalGate {
	/** Host and port; its certificate is for the host. */
	readonly address: string;
	/** The headers of all calls that were let through. */
	readonly headers: IncomingHttpHeaders[];
	close(): Promise<void>;
}

const unauthenticated = { 'content-type': 'application/grpc', 'grpc-status': '16', 'grpc-message': 'no such key' };

/** Puts TLS and a log-in in front of a real Temporal, as Temporal Cloud has them; the dev server has neither. */
export async function openTemporalGate(temporal: string, rules: GateRules): Promise<TemporalGate> {
	const behind = connect(`http://${temporal}`);
	behind.on('error', () => undefined);
	const headers: IncomingHttpHeaders[] = [];
	const { authority, server: own } = testCertificates;
	const asks = rules.clientCertificate ? { ca: authority, requestCert: true, rejectUnauthorized: true } : {};
	const server = rules.plain ? createServer() : createSecureServer({ ...own, ...asks });
	const sessions = new Set<{ destroy(): void }>();
	server.on('session', (session: { destroy(): void }) => sessions.add(session));
	server.on('sessionError', () => undefined);
	server.on('stream', (stream: ServerHttp2Stream, asked: IncomingHttpHeaders) => {
		stream.on('error', () => undefined);
		if (rules.apiKey !== undefined && asked.authorization !== `Bearer ${rules.apiKey}`) {
			stream.respond({ ':status': 200, ...unauthenticated }, { endStream: true });
			return;
		}
		headers.push(asked);
		passOn(stream, behind.request(withoutPseudo(asked)));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		address: `localhost:${(server.address() as AddressInfo).port}`,
		headers,
		async close() {
			for (const session of sessions) session.destroy();
			behind.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function withoutPseudo(asked: IncomingHttpHeaders): OutgoingHttpHeaders {
	const { ':authority': _authority, ':scheme': _scheme, authorization: _authorization, ...others } = asked;
	return others;
}

function passOn(stream: ServerHttp2Stream, asked: ReturnType<ReturnType<typeof connect>['request']>): void {
	let trailers: OutgoingHttpHeaders = {};
	asked.on('error', () => stream.close());
	stream.on('close', () => asked.close());
	asked.on('response', ({ ':status': status, ...answer }, flags) => {
		// NGHTTP2_FLAG_END_STREAM: an answer that is nothing but its headers.
		if ((flags & 1) === 1) return stream.respond({ ':status': status, ...answer }, { endStream: true });
		stream.respond({ ':status': status, ...answer }, { waitForTrailers: true });
		stream.on('wantTrailers', () => stream.sendTrailers(trailers));
		asked.pipe(stream);
	});
	asked.on('trailers', (last) => {
		trailers = last as OutgoingHttpHeaders;
	});
	stream.pipe(asked);
}
