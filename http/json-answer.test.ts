import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { written, writtenAnswer } from './json-answer';

const text = JSON.stringify({ tips: Array.from({ length: 500 }, (_each, at) => `tip ${at} – ö 💧`) });
const app = new Hono().use(compress()).get('/', async (c) => writtenAnswer(c, await written(text)));

test.each(['gzip', 'br, GZIP;q=0.5', '*', 'deflate, gzip;q=1.0, *;q=0.5'])(
	'%s is sent as it is kept',
	async (accept) => {
		const answer = await app.request('/', { headers: { 'accept-encoding': accept } });
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			...{ 'content-encoding': 'gzip', 'content-type': 'application/json', vary: 'Accept-Encoding' },
		});
		const bytes = Buffer.from(await answer.arrayBuffer());
		expect(gunzipSync(bytes).toString()).toBe(text);
		expect(bytes.length).toBeLessThan(text.length / 2);
	},
);

test.each(['', 'identity', 'gzip;q=0', 'zstd'])('%p is sent as it is read', async (accept) => {
	const answer = await app.request('/', { headers: { 'accept-encoding': accept } });
	expect(answer.headers.get('content-encoding')).toBeNull();
	expect(await answer.text()).toBe(text);
});

test('one who asks for its head alone is told of it', async () => {
	const answer = await app.request('/', { method: 'HEAD' });
	expect({ status: answer.status, body: await answer.text() }).toEqual({ status: 200, body: '' });
});
