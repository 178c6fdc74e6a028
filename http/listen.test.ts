import { listen } from './listen';

test.each(['no-such-host.invalid', '192.0.2.1', 'http://127.0.0.1'])(
	'a host that is none of this machine, %s, is no port that is taken',
	async (host) => {
		const listening = listen({ fetch: async () => new Response('ok'), host, port: 0, onStop: () => undefined });
		await expect(listening).rejects.toMatchObject({
			code: 'Usage',
			message: expect.stringContaining(`--host ${host} is no address of this machine`),
		});
	},
);
