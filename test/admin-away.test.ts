import { startTemporal } from '../local/temporal';
import { type AdminServer, startAdminServer, watchProgress } from '../testbed/admin-server';
import { type BenchClient, connectBenchClient } from '../testbed/bench-client';
import { farPort } from '../testbed/far-port';
import { ownParts, portOf } from '../testbed/own-parts';
import { testStack } from '../testbed/stack';
import { until } from '../testbed/until';

// The server where no worker is, where strangers have put things into Temporal, and where Temporal goes and comes back.

const options = ownParts();
let temporal: Awaited<ReturnType<typeof startTemporal>>;
let server: AdminServer;
let benches: BenchClient;

const experiment = 'nobody works';
const named = `?${new URLSearchParams({ experiment })}`;

beforeAll(async () => {
	temporal = await startTemporal({ ...options, port: await farPort() });
	const { mlflow, ollama } = testStack();
	server = await startAdminServer({
		...{ TEMPORAL_ADDRESS: temporal.address, MLFLOW_TRACKING_URI: mlflow, OLLAMA_HOST: ollama },
		TIP_BENCH_STATE: options.stateDir,
	});
	benches = await connectBenchClient(temporal.address);
}, 120_000);

afterAll(async () => {
	await benches.close();
	await server.stop();
	await temporal.stop();
});

test('without a worker a bench is started, and told what it will hear later', async () => {
	const { links } = await server.post('/api/bench/run', { experiment, models: 'a' }, 202);
	expect(links).toMatchObject({ status: `/api/bench/status${named}` });
	expect((await server.post('/api/bench/run', { experiment }, 409)).code).toBe('ExperimentBusy');
	expect(await server.json(`/api/bench/status${named}`)).toMatchObject({
		...{ doing: 'unanswered', answered_by: 'servers', status: null, experiment: null, pending_judgments: null },
	});
	expect(await server.post(`/api/bench/pause${named}`)).toMatchObject({ told: true, heard: false });
	expect(await server.post(`/api/bench/judged${named}`, { by: 'me' })).toMatchObject({
		told: [{ workflow_id: experiment, follows: null }],
	});
	const { items } = await server.json('/api/waiting');
	expect(items).toContainEqual(
		expect.objectContaining({ kind: 'trouble', bench: experiment, text: 'no worker answers for 1 bench' }),
	);
});

test('what strangers keep in Temporal hides nothing', async () => {
	const start = (workflowId: string, type: string, memo: Record<string, unknown>) =>
		benches.client.workflow.start(type, { taskQueue: 'nobody', workflowId, memo, args: [] });
	await start('odd', 'bench', { experiment: 5, gpus: ['x'], mlflow_url: null });
	await start('stranger', 'other', { experiment });
	// As only another SDK's data converter writes it.
	const unreadable = { metadata: { encoding: Buffer.from('of/another') }, data: Buffer.from('?') };
	await benches.client.workflowService.startWorkflowExecution({
		...{
			namespace: 'default',
			workflowId: 'unreadable',
			workflowType: { name: 'bench' },
			taskQueue: { name: 'nobody' },
		},
		...{ requestId: 'unreadable', memo: { fields: { experiment: unreadable } } },
	});
	expect(await server.json('/api/bench/status?experiment=unreadable')).toMatchObject({ experiment: null });
	await until(async () => JSON.stringify(await server.json('/api/waiting')).includes('for 3 benches'));
	expect(await server.json('/api/bench/status?experiment=odd')).toMatchObject({ workflow_id: 'odd', experiment: null });
	expect(await server.json('/api/bench/status?experiment=stranger', { status: 404 })).toMatchObject({
		...{ code: 'UnknownName', detail: expect.stringContaining('no bench stranger') },
	});
	for (const name of [
		'x'.repeat(500),
		'../../etc/passwd',
		"' OR 1=1 --",
		'\u202eevil',
		'ä'.repeat(450),
		'日'.repeat(500),
	]) {
		await server.json(`/api/bench/status?${new URLSearchParams({ experiment: name })}`, { status: 404 });
	}
	for (const name of ['nobody', '日'.repeat(500), 'a/../b', '%00']) {
		const path = `/api/schedules/trigger?${new URLSearchParams({ schedule: name })}`;
		expect((await server.json(path, { method: 'POST', status: 404 })).code).toBe('UnknownName');
	}
	await benches.client.workflow.getHandle('odd').terminate();
	expect(await server.post('/api/bench/cancel?experiment=odd')).toMatchObject({ told: false });
	expect((await server.post('/api/bench/resume?experiment=odd', undefined, 409)).code).toBe('NotCollecting');
});

test('while Temporal is away that is said within seconds, and all goes on when it is back', async () => {
	const viewer = watchProgress(server, `/api/bench/progress${named}`);
	await viewer.until('unanswered');
	await temporal.stop();
	const began = Date.now();
	const away = await server.json(`/api/bench/status${named}`, { status: 503 });
	expect(Date.now() - began).toBeLessThan(8_000);
	expect(away).toMatchObject({ code: 'TemporalUnavailable', part: 'temporal', since: expect.any(String) });
	await until(async () => viewer.seen.at(-1)?.away !== null);
	expect(viewer.seen.at(-1)).toMatchObject({ away: { part: 'temporal' }, workflow_id: experiment });
	expect((await server.json('/api/waiting')).items).toContainEqual(
		expect.objectContaining({ kind: 'trouble', text: expect.stringMatching(/^Temporal is away/) }),
	);
	await server.json('/api/catalog/prompts');

	temporal = await startTemporal({ ...options, port: portOf(temporal.address) });
	await until(async () => (await server.ask(`/api/bench/status${named}`)).status === 200, 30_000);
	await until(async () => viewer.seen.at(-1)?.away === null, 20_000);
	const again = await connectBenchClient(temporal.address);
	await again.client.workflow.getHandle(experiment).terminate();
	expect(await viewer.ended).toBe('end');
	expect(viewer.seen.at(-1)).toMatchObject({ doing: 'ended', state: 'TERMINATED' });
	await again.close();
}, 120_000);

test('a server that ends ends its streams', async () => {
	await server.post('/api/bench/run', { experiment, models: 'a' }, 202);
	const viewer = watchProgress(server, `/api/bench/progress${named}`);
	await viewer.until('unanswered');
	const began = Date.now();
	await server.stop();
	expect(await viewer.ended).toBe('closed');
	expect(Date.now() - began).toBeLessThan(1_500);
});
