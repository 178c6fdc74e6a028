import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import { withHttpStandIn } from '../testbed/http-stand-in';
import { createMlflow, type Mlflow, withSignal } from './client';
import { call } from './transport';

/** Answers like an MLflow that fails in ways which the real one shows only under load, or not at all. */
function withStandIn(answer: RequestListener, use: (mlflow: Mlflow) => Promise<void>): Promise<void> {
	return withHttpStandIn(answer, (url) => use(createMlflow(url, { MLFLOW_TRACKING_TOKEN: 'very-secret' })));
}

const asked = { method: 'POST', path: 'mlflow/runs/search', body: {} } as const;
const schema = z.object({ ok: z.boolean() });
const busy = JSON.stringify({ error_code: 'BAD_REQUEST', message: 'QueuePool limit of size 5 overflow 10 reached' });

test('a busy database and a cut connection are tried again', async () => {
	let count = 0;
	const answer = (request: IncomingMessage, response: ServerResponse) => {
		count++;
		if (count === 1) response.writeHead(400).end(busy);
		else if (count === 2) request.socket.destroy();
		else response.end('{"ok":true,"new_key":1}');
	};
	await withStandIn(answer, async (mlflow) => {
		expect(await call(mlflow, asked, schema)).toEqual({ ok: true });
		expect(count).toBe(3);
	});
});

test('after three tries it is unavailable, and the secret is not told', async () => {
	let count = 0;
	const answer = (_request: IncomingMessage, response: ServerResponse) => {
		count++;
		response.writeHead(503).end('down');
	};
	await withStandIn(answer, async (mlflow) => {
		const error = await call(mlflow, asked, schema).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ code: 'MlflowUnavailable' });
		expect(String(error)).not.toContain('very-secret');
		expect(count).toBe(3);
	});
});

test('what is final is asked once', async () => {
	let count = 0;
	const answer = (_request: IncomingMessage, response: ServerResponse) => {
		count++;
		response.end('{"ok":"no"}');
	};
	await withStandIn(answer, async (mlflow) => {
		await expect(call(mlflow, asked, schema)).rejects.toMatchObject({ code: 'MlflowRefused' });
		expect(count).toBe(1);
	});
});

test('no more than two requests are in flight', async () => {
	let now = 0;
	let most = 0;
	const answer = (_request: IncomingMessage, response: ServerResponse) => {
		most = Math.max(most, ++now);
		setTimeout(() => {
			now--;
			response.end('{"ok":true}');
		}, 20);
	};
	await withStandIn(answer, async (mlflow) => {
		await Promise.all(Array.from({ length: 30 }, () => call(mlflow, asked, schema)));
		expect(most).toBe(2);
	});
});

test('several requests that meet an unknown host name at once all come through', async () => {
	const answer = (request: IncomingMessage, response: ServerResponse) => {
		if (request.headers.host?.startsWith('localhost:')) response.end('{"ok":true}');
		else setTimeout(() => response.writeHead(403).end('Invalid Host header - possible DNS rebinding attack'), 20);
	};
	await withStandIn(answer, async (mlflow) => {
		const all = await Promise.all(Array.from({ length: 10 }, () => call(mlflow, asked, schema)));
		expect(all).toHaveLength(10);
	});
});

test('an abort comes out as its reason, during a pause too', async () => {
	const reason = new Error('enough');
	const aborter = new AbortController();
	const answer = (_request: IncomingMessage, response: ServerResponse) => {
		response.writeHead(503).end();
		setTimeout(() => aborter.abort(reason), 10);
	};
	await withStandIn(answer, async (mlflow) => {
		await expect(call(withSignal(mlflow, aborter.signal), asked, schema)).rejects.toBe(reason);
	});
});
