import { setTimeout as pause } from 'node:timers/promises';
import { type AdminServer, startAdminServer, watchProgress } from '../testbed/admin-server';
import { type CountingProxy, openCountingProxy } from '../testbed/counting-proxy';
import { runToJudge } from '../testbed/judge-bench';
import { testStack, tinyModels } from '../testbed/stack';
import { openTemporalGate, type TemporalGate } from '../testbed/temporal-gate';

const experiment = 'watched-by-many';
let temporal: TemporalGate;
let mlflow: CountingProxy;
let server: AdminServer;

beforeAll(async () => {
	const stack = testStack();
	temporal = await openTemporalGate(stack.temporal, { plain: true });
	mlflow = await openCountingProxy(stack.mlflow);
	server = await startAdminServer({ TEMPORAL_ADDRESS: temporal.address, MLFLOW_TRACKING_URI: mlflow.url });
});

afterAll(async () => {
	await server.stop();
	await temporal.close();
	await mlflow.close();
});

/** What is asked of Temporal and of MLflow while so many watch, each from the beginning. */
async function askedBy(viewers: number): Promise<{ readonly temporal: string[]; readonly mlflow: string[] }> {
	const [before, beforeMlflow] = [temporal.headers.length, mlflow.requests.length];
	const path = `/api/bench/progress?experiment=${experiment}`;
	const watching = Array.from({ length: viewers }, () => watchProgress(server, path));
	await Promise.all(watching.map((viewer) => viewer.until('awaiting-judge')));
	await pause(7_000);
	for (const viewer of watching) viewer.leave();
	await Promise.all(watching.map(({ ended }) => ended));
	return {
		temporal: temporal.headers.slice(before).map((headers) => String(headers[':path'])),
		mlflow: mlflow.requests.slice(beforeMlflow),
	};
}

test('fifty who watch a bench ask Temporal and MLflow for what one does', async () => {
	const cells = ['--models', tinyModels[0], '--prompts', 'v1', '--n-scenarios', '2', '--num-predict', '24'];
	await runToJudge(['--experiment', experiment, ...cells], {});
	await askedBy(1);
	const one = await askedBy(1);
	const fifty = await askedBy(50);
	// The bench is found, described and queried: at once, and again every three seconds.
	expect(one.temporal.length).toBeGreaterThanOrEqual(7);
	// When the last look was is by chance: it is one more at most.
	expect(fifty.temporal.length).toBeLessThanOrEqual(one.temporal.length + 2);
	expect(new Set(fifty.temporal)).toEqual(new Set(one.temporal));
	expect(fifty.mlflow.length).toBeLessThanOrEqual(one.mlflow.length);
});
