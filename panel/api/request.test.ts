import { request } from './request';

const before = globalThis.fetch;
afterEach(() => {
	globalThis.fetch = before;
});

test('a page that a proxy answers with, as if all were well, is taken for no answer of ours', async () => {
	globalThis.fetch = async () => new Response('<!doctype html><title>Who are you?</title>', { status: 200 });
	await expect(request('/api/waiting')).rejects.toMatchObject({ details: { code: 'StrangeAnswer' }, isPassing: false });
	globalThis.fetch = async () => new Response(null, { status: 204 });
	expect(await request('/api/session', { method: 'DELETE' })).toBeNull();
	globalThis.fetch = async () => Response.json({ count: 0 });
	expect(await request('/api/waiting')).toEqual({ count: 0 });
});
