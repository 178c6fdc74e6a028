import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OptimizeResult } from '../contracts/optimize';
import type { ActivePrompts } from '../domain/optimize/active-prompt';
import { scripted } from '../testbed/agreeing-judge';
import { tipBench } from '../testbed/commands';
import { goesOnModel } from '../testbed/goes-on-model';
import { printed } from '../testbed/judge-bench';
import { type NightStage, nightModels, startNightStage } from '../testbed/night-stage';
import { rawRuns } from '../testbed/raw-mlflow';
import { shortRubric } from '../testbed/short-rubric';
import { testStack } from '../testbed/stack';
import { createTinyModels } from '../testbed/tiny-model';
import { until } from '../testbed/until';

// The shipped prompts on a model whose answers are in the asked format with `v3-few-shot` alone.

const model = goesOnModel.name;
const bench = ['--models', model, '--rubric', shortRubric];
const [baseline, winner] = ['v1', 'v3-few-shot'];
const experiment = 'prompt-ab/v1-vs-v2-mentor+v3-few-shot';
const asked = [...bench, '--baseline', baseline];
const spotChecked = ['--judge-kind', `claude-code,${scripted.kind}`, '--spot-check', '0.25'];

let stage: NightStage;
const run = (...args: string[]) => tipBench(args, stage.env);
const optimize = (...args: string[]) => run('optimize', 'run', ...asked, ...args);
const active = async () => printed<ActivePrompts>(await run('prompt', 'active', '--json'));

beforeAll(async () => {
	stage = await startNightStage();
	await createTinyModels(testStack().ollama, [goesOnModel]);
}, 300_000);

afterAll(() => stage.close());

const phaseOf = async (id: string) =>
	(await stage.benches.client.workflow.getHandle(id).query<{ phase: string }>('status')).phase;
const awaitsJudge = () => until(async () => (await phaseOf(experiment).catch(() => '')) === 'awaiting-judge', 120_000);

test('what cannot be compared is refused before anything starts, with every fault', async () => {
	const { code, stderr } = await run('optimize', 'run', '--models', 'a,b', '--n-scenarios', '3', '--prompts', 'v1');
	expect(code).toBe(2);
	for (const words of ['models: must name the one model', 'prompts: is no key here', 'n_scenarios: must be at least 6'])
		expect(stderr).toContain(words);
	const none = await run('optimize', 'run', ...bench);
	expect(none.stderr).toContain('baseline: no prompt is active yet');
	const unknown = await optimize('--candidates', 'v2,v1');
	expect(unknown.stderr).toMatch(/candidates: v1 is the baseline[\s\S]*candidates: No prompt version is named "v2"/);
	const bare = await run('run', '--prompts', 'active', ...bench, '--dry-run');
	expect(bare).toMatchObject({ code: 2, stderr: expect.stringContaining('prompts: no prompt is active yet') });
}, 60_000);

test('with a judge that has not earned trust there is not enough evidence, and nothing becomes active', async () => {
	const { code, stdout, stderr } = await optimize(
		'--experiment',
		'untrusted',
		'--judge-kind',
		scripted.kind,
		'--wait',
		'--json',
	);
	expect({ code, stderr: code === 20 ? '' : stderr }).toEqual({ code: 20, stderr: '' });
	const result: OptimizeResult = JSON.parse(stdout);
	expect(result).toMatchObject({ answer: 'not enough evidence', candidate: winner, promoted: false, baseline });
	expect(result.reasons.join('\n')).toMatch(/auto judge/);
	expect((await active()).active).toBeNull();
	const { stdout: shown } = await run('optimize', 'status', 'untrusted');
	expect(shown).toMatch(/^not enough evidence: v2-mentor, v3-few-shot against v1 on goes-on:latest\n- /);
}, 180_000);

test('the judge earns trust beside a person', async () => {
	const kinds = ['--judge-kind', `claude-code,${scripted.kind}`, '--spot-check', '1'];
	const args = ['--models', nightModels.join(), '--prompts', 'v1', '--rubric', shortRubric, '--experiment', 'tips-1'];
	printed(await run('run', ...args, ...kinds, '--json'));
	expect(await stage.scoreByPerson('tips-1')).toBe(16);
	expect((await run('judge', 'trust', 'tips-1')).stdout).toContain('may set a gate: yes');
}, 180_000);

test('the shipped prompts go from start to an active prompt, over a wait for spot checks and a reset in the middle', async () => {
	const { code, stderr } = await optimize(...spotChecked);
	expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
	expect(stderr).toContain(`comparison optimize/${experiment} started`);
	await awaitsJudge();
	const waiting = `what its bench waits for: ./tip-bench status ${experiment}`;
	expect((await run('optimize', 'status', experiment)).stderr).toContain(waiting);
	const id = `optimize/${experiment}`;
	const before = (await stage.benches.client.workflow.getHandle(experiment).describe()).runId;
	const reset = ['workflow', 'reset', '--workflow-id', id, '--type', 'FirstWorkflowTask', '--reason', 'test'];
	expect(await stage.temporal(...reset)).toMatchObject({ code: 0 });
	await until(
		async () => (await stage.benches.client.workflow.getHandle(experiment).describe()).runId !== before,
		60_000,
	);
	await awaitsJudge();
	expect(await stage.scoreByPerson(experiment)).toBeGreaterThan(0);
	const result = (await stage.benches.client.workflow.getHandle(id).result()) as OptimizeResult;
	expect(result).toMatchObject({ answer: 'promote', candidate: winner, promoted: true, experiment });
	expect(result.gate).toMatchObject({ chosen_among: 2, number: 1 });
	const runs = await rawRuns(experiment, stage.mlflow().address);
	expect(runs.filter(({ tags }) => tags.committed !== undefined && tags.kind === undefined)).toHaveLength(24);
	const kept = await active();
	expect(kept.active).toMatchObject({
		prompt: winner,
		evidence: { workflow: id, experiment, model, baseline, gate_run: result.gate.run_id },
	});
	const file = await readFile(join(stage.env.TIP_BENCH_STATE ?? '', 'serving', 'active-prompt.json'), 'utf8');
	expect(JSON.parse(file)).toEqual(kept);
	const { stdout } = await stage.temporal('workflow', 'metadata', '--workflow-id', id, '--output', 'json');
	expect(stdout).toContain('v3-few-shot has won, and is **active**');
}, 300_000);

test('the same once more has the same decision, and changes nothing', async () => {
	const before = await active();
	const { code, stdout } = await optimize(...spotChecked, '--wait', '--json');
	expect(code).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({
		promoted: true,
		gate: { again: true, run_id: before.active?.evidence.gate_run },
	});
	expect(await active()).toEqual(before);
}, 180_000);

test('`prompts: active` means it, says which it is, and a bench by the plain Temporal command knows it', async () => {
	const flags = [...bench, '--prompts', 'active,v1'];
	const dry = await run('run', ...flags, '--dry-run');
	expect(dry.code === 0 ? '' : dry.stderr).toBe('');
	expect(dry.stdout).toContain('2 prompts');
	expect(dry.stdout).toMatch(
		/note: prompts: active is v3-few-shot, since .*: it has beaten v1 on goes-on:latest in prompt-ab\//,
	);
	const input = {
		models: model,
		rubric: shortRubric,
		prompts: 'active',
		experiment: 'by-cli',
		judge_kind: scripted.kind,
	};
	const start = ['workflow', 'execute', '--task-queue', 'bench', '--type', 'bench', '--workflow-id', 'by-cli'];
	expect(await stage.temporal(...start, '--input', JSON.stringify(input))).toMatchObject({ code: 0 });
	const runs = await rawRuns('by-cli', stage.mlflow().address);
	expect(new Set(runs.map(({ params }) => params.prompt_version))).toEqual(new Set([winner]));
}, 120_000);

test('a rollback goes back to none, and the same evidence does not undo it', async () => {
	const { code, stdout, stderr } = await run('prompt', 'rollback');
	expect({ code, stdout }).toEqual({ code: 0, stdout: 'no prompt version is active\n' });
	expect(stderr).toContain('rolled back: v3-few-shot');
	const again = await optimize(...spotChecked, '--wait', '--json');
	expect(JSON.parse(again.stdout)).toMatchObject({ answer: 'promote', promoted: false });
	expect(JSON.parse(again.stdout).reasons[0]).toMatch(/was rolled back at .*: it takes new evidence/);
	expect((await active()).active).toBeNull();
	expect(await run('prompt', 'rollback')).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('no prompt version is active'),
	});
}, 180_000);

test('one that is cancelled ends its bench, and promotes nothing', async () => {
	expect(await optimize('--experiment', 'ended', '--candidates', winner, ...spotChecked)).toMatchObject({ code: 0 });
	expect(await run('optimize', 'cancel', 'ended')).toMatchObject({
		code: 0,
		stderr: expect.stringContaining('is being cancelled'),
	});
	await until(async () => (await stage.benches.stateOf('optimize/ended')) === 'CANCELLED', 60_000);
	expect(await stage.benches.stateOf('ended')).toBe('CANCELLED');
	expect((await active()).active).toBeNull();
}, 180_000);

test.each(['cancel', 'terminate'])(
	'one whose bench alone somebody ends by `%s` fails, and says so',
	async (how) => {
		const name = `bench-${how}`;
		await optimize('--experiment', name, '--candidates', winner, ...spotChecked);
		expect(await stage.temporal('workflow', how, '--workflow-id', name)).toMatchObject({ code: 0 });
		await until(async () => (await stage.benches.stateOf(`optimize/${name}`)) === 'FAILED', 60_000);
		const { stdout } = await run('optimize', 'status', name);
		expect(stdout).toContain(`- the bench ${name} was ${how === 'cancel' ? 'cancelled' : 'terminated'}, so nothing`);
	},
	120_000,
);

test('a schedule runs a comparison under a dated name', async () => {
	const made = await run(
		'optimize',
		'schedule',
		...asked,
		'--judge-kind',
		scripted.kind,
		'--time-zone',
		'UTC',
		'--cron',
		'0 3 1 1 *',
	);
	expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('--type=optimize') });
	const scheduleId = `optimize/${experiment}`;
	expect(await run('schedule', 'trigger', scheduleId)).toMatchObject({ code: 0 });
	// One is still running, so this one is skipped.
	expect(await run('schedule', 'trigger', scheduleId)).toMatchObject({ code: 0 });
	const dated = /prompt-ab\/v1-vs-v2-mentor\+v3-few-shot-\d{4}-\d{2}-\d{2} {2}v3-few-shot has won against v1/;
	await until(async () => dated.test((await run('schedule', 'show', scheduleId)).stdout), 120_000);
	expect((await run('schedule', 'list')).stdout).toMatch(dated);
	expect((await run('optimize', 'status')).stdout.match(/^prompt-ab\/.*-\d{4}-\d{2}-\d{2} /gm)).toHaveLength(1);
	expect((await active()).active?.prompt).toBe(winner);
}, 180_000);

test('a bench that somebody else runs there is left alone', async () => {
	await run('run', ...bench, '--prompts', 'v1', '--experiment', 'mine', '--n-scenarios', '6');
	const { code, stderr } = await optimize('--experiment', 'mine', '--candidates', winner, '--wait');
	expect({ code, stderr }).toEqual({
		code: 1,
		stderr: expect.stringContaining('ExperimentBusy: a bench mine is running already'),
	});
	expect(await stage.benches.stateOf('mine')).toBe('RUNNING');
}, 120_000);
