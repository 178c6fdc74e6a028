import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { TipBenchError } from '../domain/errors';
import { messageOf } from '../machine/coded-error';
import { MachineError } from '../machine/errors';

/** A server that listens. */
export interface RunningServer {
	/** Where a browser on this machine finds it. */
	readonly url: string;
	/** Ends it: streams end, requests that run get a moment. */
	stop(): Promise<void>;
}

/** Milliseconds that requests have to end in. */
const graceMs = 2_000;

/** How often connections that have become idle meanwhile are closed, in milliseconds. */
const idleMs = 50;

/** What a client may take its time for, in milliseconds: the head of a request, and all of it. */
const [headMs, wholeMs] = [15_000, 60_000];

/** An idle connection stays longer than proxies and browsers keep theirs, in milliseconds: whoever closes one may lose what comes on it just then. */
const keepAliveTimeout = 75_000;

/** How a server listens. */
interface ListenOptions {
	readonly fetch: Fetch;
	/** An address; one that is not loopback is reached by others. */
	readonly host: string;
	/** 0 for any that is free. */
	readonly port: number;
	/** Is called first when it ends. */
	onStop(): void;
	/**
	 * Whether it has the process for itself, and may put the library's own requests and responses, which are light, in the place of
	 * the web's: a tenth of a millisecond less for each answer.
	 */
	readonly isAlone?: boolean;
}

/**
 * Listens.
 * @throws MachineError PortTaken; TipBenchError Usage where the host is none of this machine's
 */
export async function listen({ fetch, host, port, onStop, isAlone = false }: ListenOptions): Promise<RunningServer> {
	const server = await open(fetch, host, port, isAlone);
	return {
		url: urlOf(host, (server.address() as AddressInfo).port),
		stop: async () => {
			onStop();
			await close(server);
		},
	};
}

/** Bytes of a request's headers: a browser sends the cookies of every server on this host. */
const maxHeaderSize = 32 * 1024;

/** What the system says of a host that is another machine's, or none. */
const notHere: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EINVAL']);

type Fetch = (request: Request, bindings: object) => Promise<Response>;

function open(fetch: Fetch, hostname: string, port: number, isAlone: boolean): Promise<Server> {
	const timeouts = {
		headersTimeout: headMs,
		requestTimeout: wholeMs,
		connectionsCheckingInterval: 5_000,
		keepAliveTimeout,
	};
	const serverOptions = { ...timeouts, maxHeaderSize };
	return new Promise((resolve, reject) => {
		const server = serve({ ...{ fetch, hostname, port, serverOptions }, overrideGlobalObjects: isAlone }, () => {
			server.off('error', refuse);
			resolve(server as Server);
		});
		const refuse = (error: NodeJS.ErrnoException) => {
			if (notHere.has(error.code ?? '')) {
				const why = `--host ${hostname} is no address of this machine (${error.code})`;
				return reject(
					new TipBenchError('Usage', `${why}: leave it out for this machine alone, or give 0.0.0.0 for all`),
				);
			}
			const taken = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be had: ${messageOf(error)}`;
			reject(
				new MachineError('PortTaken', `Port ${port} of ${hostname} ${taken}. Free it, or choose another by --port.`),
			);
		};
		server.on('error', refuse);
	});
}

/** Ends the server; what still runs after a moment is cut off. */
async function close(server: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	// Those of streams, which end just now, become idle in a moment.
	const idle = setInterval(() => server.closeIdleConnections(), idleMs);
	const cut = setTimeout(() => server.closeAllConnections(), graceMs);
	await closed;
	clearInterval(idle);
	clearTimeout(cut);
}

/** Of an address that stands for all of this machine's, the one that a browser here can use. */
function urlOf(host: string, port: number): string {
	if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
	const name = host === '::' ? '::1' : host;
	return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
