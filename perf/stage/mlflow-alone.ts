import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Agent, request } from 'undici';
import { mapLimit } from '../../machine/map-limit';
import { closeMlflow, createMlflow } from '../../mlflow/client';
import type { PerfStage } from './stage';

const connections = new Agent({ connections: 2 });

async function post({ mlflow }: PerfStage, path: string, body: string): Promise<string> {
	const answer = await request(`${mlflow.address}/api/2.0/mlflow/${path}`, {
		dispatcher: connections,
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body,
	});
	const said = await answer.body.text();
	if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${said.slice(0, 500)}`);
	return said;
}

/** Asks MLflow for all pages of an experiment's runs, one after another, and looks at nothing in them. @returns milliseconds */
export async function serveAll(stage: PerfStage, experimentId: string, pageSize: number): Promise<number> {
	const began = performance.now();
	let page_token: string | undefined;
	do {
		const order_by = ['attributes.start_time ASC', 'attributes.run_id ASC'];
		const asked = { experiment_ids: [experimentId], max_results: pageSize, order_by, page_token };
		const said = await post(stage, 'runs/search', JSON.stringify(asked));
		page_token = tokenIn(said);
	} while (page_token !== undefined);
	return performance.now() - began;
}

/** The token of the next page: it stands behind all runs. */
function tokenIn(page: string): string | undefined {
	return /"next_page_token":\s*"([^"]+)"\s*\}\s*$/.exec(page.slice(-2_000))?.[1];
}

/** Sends requests to write, so many at once. @returns milliseconds */
export async function storeAll(stage: PerfStage, bodies: readonly string[], lanes: number): Promise<number> {
	const began = performance.now();
	await mapLimit(bodies, lanes, (body) => post(stage, 'runs/log-batch', body), 'stop');
	return performance.now() - began;
}

/**
 * Lets something write to what only keeps what it is sent.
 * @returns the bodies of all requests, in their order
 */
export async function writtenBy(write: (mlflow: ReturnType<typeof createMlflow>) => Promise<void>): Promise<string[]> {
	const bodies: string[] = [];
	const server = createServer(async (asked, answer) => {
		bodies.push(await text(asked));
		answer.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const mlflow = createMlflow(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	try {
		await write(mlflow);
		return bodies;
	} finally {
		await closeMlflow(mlflow);
		server.close();
	}
}
