import { type AdminServer, startAdminServer, watchProgress } from '../testbed/admin-server';
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

const watch = (path: string, init?: RequestInit) => watchProgress(server, path, init);

const streams = async () => {
	const text = await (await server.ask('/api/metrics')).text();
	return Number(/^tip_bench_event_streams (\d+)$/m.exec(text)?.[1]);
};

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
	await viewer.until('working');
	expect(await server.json(`/api/bench/status${byPath}`)).toMatchObject({
		doing: 'working',
		experiment,
		answered_by: 'bench',
	});
	expect(await server.json('/api/leases')).toMatchObject({
		leases: [{ queue: 'gpu', holder: { workflow: experiment, runs: true }, waiting: [] }],
	});
	const { models, prompts, ...others } = fewCells(experiment, 3);
	expect(await server.json(`/api/bench/config${byPath}`)).toEqual({
		...{ workflow_id: experiment, left_out: [], config: { ...others, models: [models], prompts: [prompts] } },
	});
	expect(await server.json(`/api/bench/grid${named}&planned=1`)).toMatchObject({
		...{ cells: [], rows: [{ model: models, prompt: prompts }], planned: { rows: 1, scenarios: 3, repeats: 1 } },
	});
	await until(async () => {
		const { experiments } = (await server.json('/api/bench/experiments')) as { experiments: object[] };
		return JSON.stringify(experiments).includes('"progress":{"phase":"collecting","paused":false,"made":0,"total":3}');
	});

	expect(await server.post(`/api/bench/pause${named}`)).toMatchObject({ told: true, heard: true });
	await viewer.until('pausing');
	await until(async () => JSON.stringify(viewer.seen.at(-1)).includes('admin API (token at 127.0.0.1): pause'));
	expect(await server.post(`/api/bench/pause${byPath}`)).toMatchObject({ told: false });
	expect(await server.post(`/api/bench/resume${named}`)).toMatchObject({ told: true });
	stage.letGo();
	await viewer.until('awaiting-judge');

	const late = watch(`/api/bench/progress${named}`, { headers: { 'last-event-id': viewer.ids.at(-1) ?? '' } });
	await until(async () => viewers.every(({ seen }) => seen.at(-1)?.doing === 'awaiting-judge'));
	expect(late.seen).toEqual([]);
	for (const each of viewers.slice(1)) each.leave();
	const byItsPath = watch(`/api/bench/progress${byPath}`);
	await byItsPath.until('awaiting-judge');
	expect(await streams()).toBeGreaterThanOrEqual(3);
	byItsPath.leave();
	await until(async () => (await streams()) === 2);

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

test('an auto judge is started once, and one that is not there never', async () => {
	stage.hold();
	const kind = `ollama/${tinyModels[1]}`;
	const workflow_id = `judge/${experiment}/${kind}`;
	expect(await server.post(`/api/bench/judge${named}`, { kind }, 202)).toMatchObject({
		workflow_id,
		kind,
		started: true,
	});
	expect(await server.post(`/api/bench/judge${byPath}`, { kind }, 202)).toMatchObject({ workflow_id, started: false });
	expect((await server.post(`/api/bench/judge${named}`, { kind, again: true }, 409)).code).toBe('ExperimentBusy');
	for (const body of [{}, { kind: 'nobody' }]) {
		expect((await server.post(`/api/bench/judge${named}`, body, 404)).code).toBe('UnknownName');
	}
	const judging = async (of: string) =>
		(await server.json(`/api/bench/judging?${new URLSearchParams({ experiment: of })}`)).judges;
	await until(async () => JSON.stringify(await judging(experiment)).includes('"progress":{'));
	expect(await judging(workflow_id)).toMatchObject([{ workflow_id, kind, state: 'RUNNING', progress: { scored: 0 } }]);
	expect(await judging('prompt-ab')).toEqual([]);
	stage.letGo();
	await until(async () => (await stage.benches.stateOf(workflow_id)) !== 'RUNNING');
	await until(async () => JSON.stringify(await judging(experiment)).includes('"state":"COMPLETED"'));
	expect(await judging(experiment)).toMatchObject([
		{ progress: { kind, paused: false }, stopped: null, failure: null },
	]);
});

test('a schedule is made, listed, paused and deleted; what it cannot be is told by its key', async () => {
	const nightly = { baseline_experiment: experiment, time_zone: 'europe/berlin' };
	const judged = { models: tinyModels[0], prompts: 'v1', judge_kind: `ollama/${tinyModels[1]}` };
	const bench = { experiment: 'nights/of it', ...judged, nightly };
	const make = (asked: object, status: number) =>
		server.post('/api/schedules', { cron: '0 3 1 1 *', bench, ...asked }, status);
	const id = 'nightly/nights/of it';
	expect(await make({}, 201)).toMatchObject({
		id,
		next: expect.arrayContaining([expect.stringMatching(/-01-01T02:00/)]),
	});
	expect(await make({}, 409)).toMatchObject({ code: 'ScheduleExists' });
	expect(await make({ bench: { ...bench, nightly: { ...nightly, margin: -1 } } }, 422)).toMatchObject({
		faults: [{ key: 'nightly.margin', message: 'must be at least 0, but is -1' }],
	});
	const strange = { cron: 'at two', bench: { ...bench, experiment: 'other' } };
	expect(await make(strange, 400)).toMatchObject({ faults: [{ key: 'cron' }] });
	const one = `schedule=${encodeURIComponent('nights/of it')}`;
	expect(await server.post(`/api/schedules/pause?${one}`)).toEqual({ id });
	await until(async () => {
		const { schedules } = (await server.json('/api/schedules')) as { schedules: { id: string; paused: boolean }[] };
		return schedules.some((each) => each.id === id && each.paused);
	});
	expect(await server.json(`/api/schedules?${one}`, { method: 'DELETE' })).toEqual({ id });
	await server.json(`/api/schedules/trigger?${one}`, { method: 'POST', status: 404 });
});

test('a bench of another id is found by its experiment; a lease that it leaves behind is told of', async () => {
	stage.hold();
	const input = fewCells('held by another', 2);
	await stage.benches.client.workflow.start('bench', { taskQueue: 'bench', workflowId: 'my-own-id', args: [input] });
	await stage.untilHeld();
	const busy = await server.post('/api/bench/run', input, 409);
	expect(busy).toMatchObject({ code: 'ExperimentBusy', links: { status: '/api/bench/status?experiment=my-own-id' } });
	expect(await server.json('/api/bench/status?experiment=held+by+another')).toMatchObject({ workflow_id: 'my-own-id' });
	await stage.benches.client.workflow.getHandle('my-own-id').terminate();
	expect(await server.json('/api/leases')).toMatchObject({
		leases: [{ holder: { workflow: 'my-own-id', runs: false } }],
	});
	await until(async () => {
		const { items } = (await server.json('/api/waiting')) as { items: { kind: string; text: string }[] };
		return items.some(({ kind, text }) => kind === 'lost-lease' && text.includes('my-own-id'));
	});
	stage.letGo();
});

test('backing off from an MLflow that is away, and ended, are told apart; what was asked is counted', async () => {
	const other = 'cancelled';
	await stage.startHeld(other, 2);
	const viewer = watch(`/api/bench/progress?experiment=${other}`);
	await viewer.until('working');
	await stage.mlflow().stop();
	stage.letGo();
	// A bench asks why it stands still after ten seconds of that, and later where it had asked before.
	await viewer.until('backing-off', 90_000);
	expect(viewer.seen.at(-1)).toMatchObject({ status: { troubles: [{ code: 'MlflowUnavailable' }] } });
	expect((await server.json('/api/waiting')).items).toContainEqual(
		expect.objectContaining({ kind: 'trouble', text: expect.stringMatching(/^MLflow is away/) }),
	);
	await stage.restartMlflow();
	expect(await server.post(`/api/bench/cancel?experiment=${other}`)).toMatchObject({ told: true });
	expect(await viewer.ended).toBe('end');
	expect(viewer.seen.at(-1)).toMatchObject({ doing: 'ended', state: 'CANCELLED' });
	const text = await (await server.ask('/api/metrics')).text();
	expect(text).toMatch(/tip_bench_http_requests_total\{method="POST",route="\/api\/bench\/cancel",status="200"\} 2/);
	expect(text).toContain('process_resident_memory_bytes');
}, 180_000);
