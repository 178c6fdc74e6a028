import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type HttpBindings, serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { FeedEvent, Poller } from './poller';
import { createViewers, type Viewers } from './viewers';

// Over real sockets, with events that are larger and come faster than a bench's.

let server: Server;
let viewers: Viewers;
let ending: AbortController;
let tellers: Set<(event: FeedEvent) => void>;
let beat: NodeJS.Timeout;

beforeEach(async () => {
	tellers = new Set();
	ending = new AbortController();
	viewers = createViewers({ most: 60, commentMs: 100, patienceMs: 300, ending: ending.signal });
	let count = 0;
	const event = () => ({ id: `${count}`, data: `"${'x'.repeat(100_000)}"`, isLast: false });
	const poller: Poller = {
		current: async () => event(),
		watch: (tell) => {
			tellers.add(tell);
			return () => tellers.delete(tell);
		},
		close: () => {},
	};
	beat = setInterval(() => {
		count += 1;
		for (const tell of tellers) tell(event());
	}, 5);
	const app = new Hono<{ Bindings: HttpBindings }>().get('/', async (c) => {
		const cut = () => c.env.outgoing.destroy();
		return new Response(await viewers.open(poller, { signal: c.req.raw.signal, lastEventId: undefined, cut }));
	});
	app.onError((error, c) => c.text(error.message, 429));
	server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }) as Server;
	await once(server, 'listening');
});

afterEach(async () => {
	clearInterval(beat);
	ending.abort();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const open = () => {
	const { port } = server.address() as AddressInfo;
	const socket = connect(port, '127.0.0.1');
	socket.on('error', () => undefined);
	socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
	return socket;
};

const until = async (holds: () => boolean) => {
	for (let tries = 0; tries < 200 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 25));
	expect(holds()).toBe(true);
};

test('who reads nothing is dropped, with its connection, while others go on', async () => {
	const slow = open();
	slow.pause();
	let read = 0;
	const quick = open().on('data', (chunk) => {
		read += chunk.length;
	});
	const before = process.memoryUsage();
	await until(() => viewers.count() === 2);
	await until(() => viewers.count() === 1);
	expect(process.memoryUsage().arrayBuffers - before.arrayBuffers).toBeLessThan(20_000_000);
	slow.resume();
	await once(slow, 'close');
	const so = read;
	await until(() => read > so + 1_000_000);
	quick.destroy();
	await until(() => viewers.count() === 0 && tellers.size === 0);
});

test('fifty viewers take little, and are forgotten when they leave; more than may watch are told to wait', async () => {
	global.gc?.();
	const before = process.memoryUsage().rss;
	const sockets = Array.from({ length: 60 }, () => open().on('data', () => undefined));
	await until(() => viewers.count() === 60);
	await new Promise((resolve) => setTimeout(resolve, 500));
	expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
	const refused = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	expect(refused.status).toBe(429);
	for (const socket of sockets) socket.destroy();
	await until(() => viewers.count() === 0 && tellers.size === 0);
});
