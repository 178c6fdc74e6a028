import { createServer, type Server } from 'node:net';
import { MachineError } from './errors';
import { isFree, reservePort, startOnFreePort } from './ports';

const base = 42_310;

function listen(port: number): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}

const close = (server: Server) => new Promise((resolve) => server.close(resolve));

test('passes over a port that is listened on and one that is reserved', async () => {
	const first = await reservePort(base);
	const server = await listen(first.port + 1);
	const next = await reservePort(first.port);
	expect(next.port).toBeGreaterThan(first.port + 1);
	for (const reserved of [first, next]) reserved.release();
	await close(server);
	const again = await reservePort(first.port);
	expect(again.port).toBe(first.port);
	again.release();
});

test('says that a fixed port is taken', async () => {
	const { port, release } = await reservePort(base + 20);
	release();
	const server = await listen(port);
	expect(await isFree(port)).toBe(false);
	await expect(reservePort(base, port)).rejects.toMatchObject({
		code: 'PortTaken',
		message: expect.stringContaining(`Port ${port} `),
	});
	await close(server);
	expect(await isFree(port)).toBe(true);
});

test('tries the next port where the race for one was lost, but not where the port is fixed', async () => {
	const tried: number[] = [];
	const loseTwice = async (port: number) => {
		tried.push(port);
		if (tried.length < 3) throw new MachineError('PortTaken', 'somebody was quicker');
		return port;
	};
	const won = await startOnFreePort(base + 40, undefined, loseTwice);
	expect(tried).toHaveLength(3);
	expect([...tried].sort((one, other) => one - other)).toEqual(tried);
	expect(won).toBe(tried[2]);

	tried.length = 0;
	const fixed = startOnFreePort(base + 60, base + 60, loseTwice);
	await expect(fixed).rejects.toMatchObject({ code: 'PortTaken' });
	expect(tried).toHaveLength(1);
});

test('does not try again where a start fails for another reason', async () => {
	let attempts = 0;
	const failing = startOnFreePort(base + 80, undefined, async () => {
		attempts += 1;
		throw new MachineError('ProcessFailed', 'broken');
	});
	await expect(failing).rejects.toMatchObject({ code: 'ProcessFailed' });
	expect(attempts).toBe(1);
});
