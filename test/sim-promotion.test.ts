import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCatalog } from '../catalog/catalog';
import type { SimResult } from '../contracts/sim';
import { decidePromotionAgain } from '../domain/simulation/decide-promotion';
import { type Persona, withoutTastes } from '../domain/simulation/persona';
import { projectRoot } from '../machine/folders';
import { textIn } from '../mlflow/tag-text';
import { readActive } from '../serving/active-policies';
import { type Ended, tipBench } from '../testbed/commands';
import { type HeldStage, startHeldStage } from '../testbed/held-stage';
import { rawRuns } from '../testbed/raw-mlflow';
import { episodesOf } from '../testbed/sim-runs';
import { startLastingCommand, type WorkerProcess } from '../testbed/worker-process';

// From simulated users to the policy that is served, on real parts of this test's own.

let stage: HeldStage;
let serve: WorkerProcess | undefined;

beforeAll(async () => {
	stage = await startHeldStage();
	cpSync(join(projectRoot(), 'personas'), join(stage.data, 'personas'), { recursive: true });
}, 300_000);

afterAll(async () => {
	await serve?.stop();
	await stage.close();
});

const run = (...args: string[]): Promise<Ended> => tipBench(args, stage.env);
const active = () => readActive(stage.env);

/** What a command printed as JSON, whatever the answer; a failure prints none. */
const printed = <T = SimResult>({ stdout, stderr }: Ended): T => {
	if (stdout === '') throw new Error(stderr);
	return JSON.parse(stdout) as T;
};
const short = ['--seeds', '4', '--steps', '100'];

/** Puts the personas, without any taste, into folder of their own for the worker. */
async function withNullPersonas(): Promise<void> {
	const catalog = createCatalog(projectRoot());
	const data = join(stage.stateDir, 'data-null');
	cpSync(stage.data, data, { recursive: true });
	const folder = join(data, 'personas');
	for (const name of await catalog.personaNames()) {
		const { name: _name, hash: _hash, ...file }: Persona = withoutTastes(await catalog.persona(name));
		writeFileSync(join(folder, `${name}.yaml`), JSON.stringify(file));
	}
	await stage.restartWorker({ TIP_BENCH_DATA: data });
}

test('the shipped personas tell egreedy-v2 from egreedy-v1, and only deciding changes nothing', async () => {
	const ended = await run('sim', 'run', ...short, '--experiment', 'tells', '--json');
	const result = printed(ended);
	expect(result.decision).toMatchObject({ answer: 'promote', baseline: 'egreedy-v1', candidate: 'egreedy-v2' });
	expect(ended.code).toBe(0);
	expect(result.promoted).toBe(false);
	expect(active()).toMatchObject({ active: 'egreedy-v1', former: [] });
	const gates = (await rawRuns('tells', stage.mlflow().address)).filter(({ tags }) => tags.kind === 'policy-gate');
	expect(gates.map(({ info, tags }) => [info.run_id, tags.gate_answer])).toEqual([
		[result.decision?.run_id, 'promote'],
	]);
	const document = JSON.parse(textIn(gates[0]?.tags ?? {}, 'policy-gate.json', '') ?? '');
	expect(decidePromotionAgain(document)).toEqual(document);
}, 300_000);

test('the command decides from MLflow alone, the same again, and promotes with the evidence', async () => {
	const without = { ...stage.env, TEMPORAL_ADDRESS: '127.0.0.1:1' };
	const decide = (...args: string[]) => tipBench(['policy', 'promote', '--from', 'tells', ...args], without);
	const dry = await decide('--dry-run');
	expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('promote: egreedy-v2 in place of egreedy-v1') });
	expect(active().active).toBe('egreedy-v1');
	const gates = (await rawRuns('tells', stage.mlflow().address)).filter(({ tags }) => tags.kind === 'policy-gate');
	expect(gates).toHaveLength(1);
	const another = await decide('--dry-run', '--better-by', '0.02');
	expect(another.stdout).toContain('decision 2 on this experiment');
	expect(await decide()).toMatchObject({ code: 0, stdout: expect.stringContaining('egreedy-v2 is active now') });
	expect(active()).toMatchObject({
		active: 'egreedy-v2',
		evidence: { experiment: 'tells', run_id: gates[0]?.info.run_id, answer: 'promote' },
		former: [{ active: 'egreedy-v1' }],
	});
	// Now the other one would have to win.
	const back = await decide('--json');
	expect(printed(back)).toMatchObject({ answer: 'reject', promoted: false });
	expect(back.code).toBe(10);
	expect(active().active).toBe('egreedy-v2');
}, 120_000);

test('the workflow promotes where it was asked to, against what is active', async () => {
	const wrong = await run('sim', 'run', ...short, '--baseline', 'random', '--promote', '--experiment', 'wrong');
	expect(wrong).toMatchObject({
		code: 2,
		stderr: expect.stringMatching(/baseline: must be egreedy-v2, which is active/),
	});
	const kept = {
		...JSON.parse(readFileSync(join(stage.stateDir, 'serving', 'policies.json'), 'utf8')),
		active: 'random',
	};
	writeFileSync(join(stage.stateDir, 'serving', 'policies.json'), JSON.stringify(kept));
	const policies = ['--policies', 'egreedy-v2', '--promote', '--experiment', 'tells'];
	const result = printed(await run('sim', 'run', ...short, ...policies, '--json'));
	expect(result).toMatchObject({ promoted: true, decision: { baseline: 'random', candidate: 'egreedy-v2' } });
	expect(result.episodes).toMatchObject({ total: 14 * 2 * 4, done: 14 * 4, reused: 14 * 4 });
	expect(active()).toMatchObject({ active: 'egreedy-v2', evidence: { baseline: 'random', answer: 'promote' } });
	expect((await run('status', 'tells')).stdout).toContain('egreedy-v2 is active now');
}, 300_000);

test('over HTTP the worker has the results that it has by itself, and leaves nothing of the users', async () => {
	serve = await startLastingCommand(['serve', '--port', '0'], stage.env);
	const url = /http:\/\/127\.0\.0\.1:\d+/.exec(serve.said())?.[0] ?? '';
	const small = ['--seeds', '2', '--steps', '30', '--personas', 'early-bird,night-owl'];
	const here = printed(await run('sim', 'run', ...small, '--experiment', 'here', '--json'));
	const there = printed(await run('sim', 'run', ...small, '--experiment', 'there', '--serve-url', url, '--json'));
	expect(there.policies).toEqual(here.policies);
	const { address } = stage.mlflow();
	expect(await episodesOf('there', address)).toEqual(await episodesOf('here', address));
}, 120_000);

test('what is wrong is told at once, all of it', async () => {
	const { code, stderr } = await run('sim', 'run', '--personas', 'early-brid,night-owl', '--experiment', 'faults');
	expect(code).toBe(2);
	expect(stderr).toMatch(/InvalidConfig:.*personas: .*early-brid.*Did you mean early-bird\?/s);
	expect(await run('sim', 'status', 'nobody')).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('UnknownName'),
	});
	expect(await run('policy', 'promote', '--from', 'nowhere')).toMatchObject({ code: 2 });
});

test('among users to whom every tip is worth the same no policy wins', async () => {
	await withNullPersonas();
	const all = ['--policies', 'egreedy-v1,egreedy-v2,linucb,random,fixed'];
	const result = printed(await run('sim', 'run', ...short, ...all, '--experiment', 'flat', '--json'));
	expect(result.decision?.answer).not.toBe('promote');
	expect(result.decision?.chosen_among).toBe(4);
}, 300_000);
