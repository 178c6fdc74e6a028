import { type AdminServer, startAdminServer } from '../testbed/admin-server';
import { type HeldStage, startHeldStage } from '../testbed/held-stage';
import { until } from '../testbed/until';

// A simulation over HTTP from its dry run to a promotion and back, on real parts. Its name has slashes and spaces.

const experiment = 'sim/“api” ½';
const named = (key: string, name = experiment) => `?${new URLSearchParams({ [key]: name })}`;
const asked = { experiment, seeds: 4, steps: 100 };

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

const status = (name = experiment) => server.json(`/api/sim/status${named('simulation', name)}`);

test('a dry run says what would be done; faults come by their key; nothing is started', async () => {
	expect(await server.post('/api/sim/run?dry_run=1', { ...asked, personas: 'early-bird,night-owl' })).toMatchObject({
		...{ experiment, policies: ['egreedy-v1', 'egreedy-v2'], personas: ['early-bird', 'night-owl'] },
		...{ pairs: { total: 4, reused: 0 }, episodes: { total: 16, reused: 0 } },
		compared: { baseline: 'egreedy-v1', candidate: null },
	});
	expect(await server.post('/api/sim/run?dry_run=1', { sedes: 3, personas: 'nobody' }, 422)).toMatchObject({
		faults: expect.arrayContaining([expect.objectContaining({ key: 'sedes' })]),
	});
	const strange = { serve_url: 'http://169.254.169.254', mlflow_url: 'http://10.0.0.1' };
	expect(await server.post('/api/sim/run', strange, 400)).toMatchObject({
		...{ code: 'AddressRefused', faults: [{ key: 'mlflow_url' }, { key: 'serve_url' }] },
	});
	await server.json(`/api/sim/status${named('simulation')}`, { status: 404 });
	await server.json(`/api/sim/results${named('experiment')}`, { status: 404 });
	expect(await server.json('/api/sim/runs')).toEqual({ simulations: [], mlflow_fault: null });
});

test('of two starts at once one is taken, the other told where it runs; it is paused, goes on, and is cancelled', async () => {
	const long = { ...asked, experiment: 'sim/long', seeds: 2_000, batch: 5 };
	const body = JSON.stringify(long);
	const headers = { 'content-type': 'application/json' };
	const start = () => server.ask('/api/sim/run', { method: 'POST', body, headers });
	const answers = await Promise.all([start(), start()]);
	expect(answers.map((each) => each.status).sort()).toEqual([202, 409]);
	for (const answer of answers) {
		const { links } = (await answer.json()) as { links: Record<string, string> };
		expect((await server.json(links.status ?? '')).workflow_id).toBe('sim/sim/long');
	}
	const tell = (verb: string) => server.post(`/api/sim/${verb}${named('simulation', 'sim/long')}`);
	await until(async () => ((await status('sim/long')).status as { phase: string } | null)?.phase === 'simulating');
	expect(await tell('pause')).toMatchObject({ told: true, heard: true });
	await until(async () => ((await status('sim/long')).status as { paused: boolean }).paused);
	expect(await tell('pause')).toMatchObject({ told: false });
	expect(await tell('resume')).toMatchObject({ told: true });
	expect(await tell('cancel')).toMatchObject({ told: true });
	await until(async () => (await status('sim/long')).state === 'CANCELLED');
	await server.post(`/api/sim/pause${named('simulation', 'sim/long')}`, undefined, 409);
}, 60_000);

test('its results: means with intervals by policy and persona, a curve, and the decision', async () => {
	await server.post('/api/sim/run', asked, 202);
	await until(async () => (await status()).state === 'COMPLETED', 60_000);
	expect(await status()).toMatchObject({ answer: 'promote', promoted: false, failure: null });
	const results = await server.json(`/api/sim/results${named('experiment')}`);
	expect(results).toMatchObject({ experiment, seeds: 4, setting: { steps: 100 } });
	const policies = results.policies as {
		policy: string;
		curve: { step: number; interval: { low: number } | null }[];
		reward: { mean: number; interval: { low: number; high: number } };
		personas: object[];
	}[];
	const [before, better] = ['egreedy-v1', 'egreedy-v2'].map((name) => policies.find(({ policy }) => policy === name));
	expect(better?.reward.mean).toBeGreaterThan(before?.reward.mean ?? 1);
	expect(better?.reward.interval.low).toBeLessThan(better?.reward.mean ?? 0);
	expect(better?.personas).toHaveLength((results.personas as string[]).length);
	expect(better?.curve.at(-1)).toMatchObject({ step: 100, interval: { low: expect.any(Number) } });
	expect(results.decisions).toMatchObject([{ answer: 'promote', candidate: 'egreedy-v2', baseline: 'egreedy-v1' }]);
	expect(await server.json('/api/sim/runs')).toMatchObject({
		simulations: [{ experiment, answer: 'promote', state: 'COMPLETED' }, { experiment: 'sim/long' }],
	});
});

test('its candidate becomes active with the evidence, not by a dry run, and is rolled back', async () => {
	const body = { experiment, baseline: 'egreedy-v1', candidate: 'egreedy-v2' };
	expect(await server.post('/api/policies/promote?dry_run=1', body)).toMatchObject({
		...{ promoted: false, decision: { answer: 'promote' } },
	});
	expect(await server.json('/api/policies')).toMatchObject({ active: 'egreedy-v1' });
	expect(await server.post('/api/policies/promote', body)).toMatchObject({ promoted: true });
	expect(await server.json('/api/policies')).toMatchObject({
		...{ active: 'egreedy-v2', evidence: { experiment, answer: 'promote', baseline: 'egreedy-v1' } },
		former: [{ active: 'egreedy-v1', evidence: null }],
	});
	expect(await server.post('/api/policies/promote', body, 409)).toMatchObject({ code: 'PromotionRefused' });
	expect(await server.post('/api/policies/rollback')).toMatchObject({ active: 'egreedy-v1' });
});

test('a comparison of prompts: what it would do, and that it is listed', async () => {
	const compared = { models: (await server.json('/api/models')).models as { name: string }[] };
	const input = { models: compared.models[0]?.name, baseline: 'v1', candidates: 'v3-few-shot', n_scenarios: 6 };
	const told = { baseline: 'v1', candidates: ['v3-few-shot'], experiment: 'prompt-ab/v1-vs-v3-few-shot' };
	expect(await server.post('/api/optimize/run?dry_run=1', input)).toMatchObject({ ...told, bench: { cells: 12 } });
	expect(await server.post('/api/optimize/run', { ...input, baselin: 'v1' }, 422)).toMatchObject({
		faults: [{ key: 'baselin', message: expect.stringContaining('baseline') }],
	});
	stage.hold();
	expect(await server.post('/api/optimize/run', input, 202)).toMatchObject({
		...told,
		workflow_id: `optimize/${told.experiment}`,
	});
	await server.post('/api/optimize/run', input, 409);
	await until(async () => {
		const { comparisons } = (await server.json('/api/optimize/runs')) as { comparisons: { baseline: string }[] };
		return comparisons[0]?.baseline === 'v1';
	});
	await server.post(`/api/bench/cancel${named('experiment', told.experiment)}`);
	stage.letGo();
}, 60_000);
