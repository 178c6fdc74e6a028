import { type AdminServer, eventsOf, startAdminServer } from '../testbed/admin-server';
import { fewCells, type HeldStage, startHeldStage } from '../testbed/held-stage';
import { tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';

// A bench from its form to its end over HTTP, on real parts. Names have slashes, spaces and letters of other scripts.

const experiment = 'prompt-ab/v1 vs “v2” — ½';
const named = `?${new URLSearchParams({ experiment })}`;
const byPath = `/${encodeURIComponent(experiment)}`;

let stage: HeldStage;
let server: AdminServer;

beforeAll(async () => {
	stage = await startHeldStage();
	server = await startAdminServer(stage.env);
}, 120_000);

afterAll(async () => {
	await server.stop();
	await stage.close();
});

/** What a viewer has seen of a bench, growing. */
function watch(path: string, init?: RequestInit) {
	const seen: Record<string, unknown>[] = [];
	const ids: (string | null)[] = [];
	const leave = new AbortController();
	const ended = (async () => {
		const answer = await server.ask(path, { signal: leave.signal, ...init });
		if (answer.status !== 200) return answer.status;
		for await (const { id, event, data } of eventsOf(answer)) {
			if (event !== 'status') return event;
			seen.push(JSON.parse(data));
			ids.push(id);
		}
		return 'closed';
	})().catch(() => 'left');
	return { seen, ids, ended, leave: () => leave.abort() };
}

const doingIs = (watched: ReturnType<typeof watch>, doing: string) =>
	until(async () => watched.seen.at(-1)?.doing === doing, 30_000);

test('a dry run says what a bench would do; faults come by their key; nothing is started', async () => {
	expect(await server.post('/api/bench/run?dry_run=1', fewCells(experiment, 3))).toMatchObject({
		...{ cells: 3, reused: 0, loads: 1, models: [{ model: tinyModels[0], cells: 3 }] },
	});
	const faults = (body: unknown, status = 422) => server.post('/api/bench/run?dry_run=1', body, status);
	expect(await faults({ models: 'no-such-model', prompts: 'v9' })).toMatchObject({ code: 'InvalidConfig' });
	expect(await faults({ n_tips: 0, modles: 'a' })).toMatchObject({
		faults: expect.arrayContaining([{ key: 'n_tips', message: expect.stringContaining('at least 1') }]),
	});
	expect(await faults({ gpus: { gpu: 'http://169.254.169.254' }, mlflow_url: 'http://10.0.0.1' }, 400)).toMatchObject({
		...{ code: 'AddressRefused', faults: [{ key: 'mlflow_url' }, { key: 'gpus.gpu' }] },
	});
	await server.json(`/api/bench/status${named}`, { status: 404 });
});

test('of two starts at once one is taken, the other told where it runs', async () => {
	stage.hold();
	const body = JSON.stringify({ conf: fewCells(experiment, 3) });
	const headers = { 'content-type': 'application/json' };
	const start = () => server.ask('/api/bench/run', { method: 'POST', body, headers });
	const answers = await Promise.all([start(), start()]);
	expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
	for (const answer of answers) {
		const { links } = (await answer.json()) as { links: Record<string, string> };
		expect(links.status).toBe(`/api/bench/status${named}`);
		expect((await server.json(links.status ?? '')).workflow_id).toBe(experiment);
	}
	expect(server.lines).toContainEqual(expect.objectContaining({ audit: true, experiment }));
});

test('fifty viewers see every change, told apart in words, and its end; one that comes back is told what is new', async () => {
	const viewers = Array.from({ length: 50 }, () => watch(`/api/bench/progress${named}`));
	const [viewer] = viewers;
	if (viewer === undefined) throw new Error('nobody watches');
	await stage.untilHeld();
	await doingIs(viewer, 'working');
	expect(await server.json(`/api/bench/status${byPath}`)).toMatchObject({
		doing: 'working',
		experiment,
		answered_by: 'bench',
	});
	expect(await server.json('/api/leases')).toMatchObject({
		leases: [{ queue: 'gpu', holder: { workflow: experiment, runs: true }, waiting: [] }],
	});

	expect(await server.post(`/api/bench/pause${named}`)).toMatchObject({ told: true, heard: true });
	await doingIs(viewer, 'pausing');
	await until(async () => JSON.stringify(viewer.seen.at(-1)).includes('admin API (token at 127.0.0.1): pause'));
	expect(await server.post(`/api/bench/pause${byPath}`)).toMatchObject({ told: false });
	expect(await server.post(`/api/bench/resume${named}`)).toMatchObject({ told: true });
	await stage.mlflow().stop();
	stage.letGo();
	await doingIs(viewer, 'backing-off');
	expect(viewer.seen.at(-1)).toMatchObject({ status: { troubles: [{ code: 'MlflowUnavailable' }] } });
	await stage.restartMlflow();
	await doingIs(viewer, 'awaiting-judge');

	const late = watch(`/api/bench/progress${named}`, { headers: { 'last-event-id': viewer.ids.at(-1) ?? '' } });
	await until(async () => viewers.every(({ seen }) => seen.at(-1)?.doing === 'awaiting-judge'));
	expect(late.seen).toEqual([]);
	for (const each of viewers.slice(1)) each.leave();

	expect(await server.post(`/api/bench/judged${named}`, {})).toMatchObject({
		...{ experiment, told: [{ workflow_id: experiment, follows: 'wait', pending: 3 }] },
	});
	expect((await server.post(`/api/bench/pause${named}`, undefined, 409)).code).toBe('NotCollecting');
	expect(await server.json('/api/waiting')).toMatchObject({
		...{ count: 1, items: [{ kind: 'to-score', experiment, count: 3, text: expect.stringContaining('3 runs of') }] },
	});
	expect(await server.post(`/api/bench/judged${byPath}`, { partial: true })).toMatchObject({
		told: [{ follows: 'compare' }],
	});
	expect(await viewer.ended).toBe('end');
	expect(await late.ended).toBe('end');
	expect(late.seen.at(-1)).toMatchObject({ doing: 'ended', state: 'COMPLETED', status: { phase: 'done' } });
	const again = await server.ask(`/api/bench/progress${named}`, {
		headers: { 'last-event-id': late.ids.at(-1) ?? '' },
	});
	expect(again.status).toBe(204);
	expect(await server.post(`/api/bench/cancel${named}`)).toMatchObject({ told: false });
}, 120_000);

test('models with what is in memory, and the catalog', async () => {
	expect(await server.json('/api/models?names=tiny-a,absent&max_model_b=0.0000001')).toMatchObject({
		models: expect.arrayContaining([
			expect.objectContaining({ name: tinyModels[0], fault: expect.stringContaining('more than max_model_b') }),
		]),
		not_pulled: [{ name: 'absent', command: expect.stringContaining('ollama pull absent') }],
	});
	expect(await server.json('/api/catalog/prompts')).toMatchObject({
		prompts: expect.arrayContaining([expect.objectContaining({ name: 'v1', template: expect.stringContaining('{{') })]),
	});
});

test('without a worker it says so; a bench is cancelled, and a worker that comes hears it', async () => {
	const other = 'cancelled';
	await stage.startHeld(other, 2);
	const viewer = watch(`/api/bench/progress?experiment=${other}`);
	await doingIs(viewer, 'working');
	expect(await server.post(`/api/bench/cancel?experiment=${other}`)).toMatchObject({ told: true });
	expect(await viewer.ended).toBe('end');
	expect(viewer.seen.at(-1)).toMatchObject({ doing: 'ended', state: 'CANCELLED' });
	stage.letGo();
	const text = await (await server.ask('/api/metrics')).text();
	expect(text).toMatch(/tip_bench_http_requests_total\{method="POST",route="\/api\/bench\/cancel",status="200"\} 2/);
	expect(text).toContain('process_resident_memory_bytes');
});
