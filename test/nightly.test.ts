import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { promisify } from 'node:util';
import { decideNightAgain } from '../domain/ranking/night/decide-night';
import { textIn } from '../mlflow/tag-text';
import { scripted } from '../testbed/agreeing-judge';
import { tipBench } from '../testbed/commands';
import { printed } from '../testbed/judge-bench';
import { type EndedNight, type NightStage, nightModels, startNightStage } from '../testbed/night-stage';
import { rawRuns } from '../testbed/raw-mlflow';
import { shortRubric } from '../testbed/short-rubric';
import { testStack } from '../testbed/stack';
import { until } from '../testbed/until';

// Nights of a schedule that the plain Temporal command triggers: the first finds nothing, the second a worse model.

const [shipped, other] = nightModels;
const nights = 'nightly tips/it';
const scheduleId = `nightly/${nights}`;

let stage: NightStage;
let first: EndedNight;

const bench = ['--models', nightModels.join(), '--prompts', 'v1', '--rubric', shortRubric];
const create = ['schedule', 'create', '--experiment', nights, ...bench, '--judge-kind', scripted.kind];
const times = ['--cron', '0 3 1 1 *', '--time-zone', 'Europe/Berlin'];
const nightly = ['--baseline-experiment', 'tips-1', '--margin', '1', ...times];
const run = (...args: string[]) => tipBench(args, stage.env);

beforeAll(async () => {
	stage = await startNightStage();
}, 300_000);

afterAll(() => stage.close());

/** As the Temporal UI shows it, and as it is kept with the execution. */
async function shownOf(id: string) {
	const { memo } = await stage.benches.client.workflow.getHandle(id).describe();
	const { stdout } = await stage.temporal('workflow', 'metadata', '--workflow-id', id, '--output', 'json');
	return { memo, details: stdout };
}

test('a person and the scripted judge score a baseline, and the judge earns trust', async () => {
	const kinds = ['--judge-kind', `claude-code,${scripted.kind}`, '--spot-check', '1'];
	printed(await run('run', ...bench, '--experiment', 'tips-1', ...kinds, '--json'));
	expect(await stage.scoreByPerson('tips-1')).toBe(16);
	const { stdout } = await run('judge', 'trust', 'tips-1');
	expect(stdout).toContain('may set a gate: yes');
}, 180_000);

test.each([
	[[...create, ...nightly, '--judge-kind', 'claude-code'], /judge-kind was given 2 times/],
	[
		['schedule', 'create', '--experiment', 'x', ...bench, ...nightly],
		/judge_kind: must be one auto kind alone .* but is claude-code/,
	],
	[
		[...create, '--baseline-experiment', 'tips-2'],
		/nightly.baseline_experiment: no experiment tips-2; did you mean tips-1\?/,
	],
	[[...create], /nightly.baseline_experiment: must be a text, but is missing/],
	[[...create, ...nightly, '--n-scenarios', '3'], /n_scenarios: must be at least 7, but is 3/],
	[[...create, '--baseline-experiment', 'tips-1', '--time-zone', 'Berlin'], /--time-zone: must be a time zone/],
	[[...create, '--baseline-experiment', 'tips-1', '--cron', 'at two'], /Usage: Temporal does not take .*CronString/],
	[['schedule', 'show', 'nobody'], /UnknownName: no schedule nobody/],
])('what cannot be run at night is refused: %j', async (args, words) => {
	const { code, stderr } = await run(...args);
	expect(stderr).toMatch(words);
	expect(code).toBe(2);
});

test('the command makes a schedule, and prints a plain line that makes the same one when it is pasted', async () => {
	const made = await run(...create, ...nightly);
	expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining(`schedule ${scheduleId} made`) });
	const describe = async () => {
		const { schedule } = (await stage.benches.client.schedule.getHandle(scheduleId).describe()).raw;
		return { spec: schedule?.spec, action: schedule?.action?.startWorkflow, policies: schedule?.policies };
	};
	const ours = await describe();
	expect(await run(...create, ...nightly)).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('ScheduleExists'),
	});
	expect(await run('schedule', 'delete', nights)).toMatchObject({ code: 0 });
	const { stdout: line } = await run(...create, ...nightly, '--print');
	expect(line).toBe(made.stdout);
	const PATH = `${dirname(testStack().temporalCommand)}${delimiter}${process.env.PATH}`;
	await promisify(execFile)('sh', ['-c', line], { env: { ...process.env, PATH } });
	const pasted = await describe();
	expect(pasted.spec).toMatchObject({ ...ours.spec });
	expect(pasted.policies).toMatchObject({
		overlapPolicy: ours.policies?.overlapPolicy,
		catchupWindow: ours.policies?.catchupWindow,
	});
	const startedBy = ({ action }: typeof ours) => ({
		...{ id: action?.workflowId, type: action?.workflowType?.name, queue: action?.taskQueue?.name },
		input: JSON.parse(Buffer.from(action?.input?.payloads?.[0]?.data ?? []).toString()),
	});
	expect(startedBy(pasted)).toEqual(startedBy(ours));
	const shown = await run('schedule', 'show', nights);
	expect(shown).toMatchObject({ code: 0, stderr: expect.stringContaining('no night yet') });
}, 120_000);

test('the first night finds nothing worse, and nobody is told', async () => {
	first = await stage.nextNight(scheduleId);
	expect(first.result.experiment).toMatch(/^nightly tips\/it-\d{4}-\d{2}-\d{2}$/);
	expect(first.result).toMatchObject({
		verdict: 'no alarm',
		baseline_experiment: 'tips-1',
		margin: 1,
		alpha: 0.01,
		trusted: true,
	});
	expect(first.result.answers.map(({ model, answer }) => [model, answer])).toEqual([
		[shipped, 'not shown to be worse'],
		[other, 'not shown to be worse'],
	]);
	expect((await shownOf(first.id)).memo).toMatchObject({ verdict: 'no alarm', experiment: first.result.experiment });
	expect(stage.alarms()).toEqual([]);
}, 180_000);

test('with worse weights under the same name the second night calls the webhook and marks its workflow', async () => {
	await stage.worsenFirstModel();
	const { id, result } = await stage.nextNight(scheduleId);
	const { experiment } = result;
	expect(id).not.toBe(first.id);
	// The same date, or the next: never the same name.
	expect(experiment).not.toBe(first.result.experiment);
	expect(experiment.startsWith(`${nights}-`)).toBe(true);
	expect(result).toMatchObject({ verdict: 'worse', trusted: true });
	expect(result.answers.map(({ model, answer }) => [model, answer])).toEqual([
		[shipped, 'worse'],
		[other, 'not shown to be worse'],
	]);
	expect(result.answers[0]?.difference.value?.high).toBeLessThan(-1);
	await until(async () => stage.alarms().length > 0);
	expect(stage.alarms()).toEqual([
		{
			type: 'worse',
			timestamp: expect.any(String),
			data: {
				...{ id: expect.stringMatching(/^msg_/), experiment, bench: id, left: 1 },
				reasons: expect.arrayContaining([expect.stringContaining(`${shipped} × v1 is −`)]),
				command: `./tip-bench status '${id}'`,
			},
		},
	]);
	const { memo, details } = await shownOf(id);
	expect(memo).toMatchObject({ verdict: 'worse', worse: [`${shipped} × v1`] });
	expect(details).toContain('**ALARM**');
}, 180_000);

test('the comparison is kept in MLflow, can be made again from it alone, and is no cell', async () => {
	const { result } = first;
	const { experiment } = result;
	const runs = await rawRuns(experiment, stage.mlflow().address);
	const kept = runs.filter(({ tags }) => tags.kind === 'night');
	expect(kept.map(({ info }) => info.run_id)).toEqual([result.run_id]);
	const document = JSON.parse(textIn(kept[0]?.tags ?? {}, 'night.json', result.run_id) ?? '');
	expect(decideNightAgain(document)).toEqual(document);
	const board = printed<{ judged: number }>(await run('leaderboard', experiment, '--json'));
	expect(board.judged).toBe(16);
});

test('status and schedule show which night raised the alarm, and why', async () => {
	const { stdout: listed } = await run('status');
	expect(listed.match(/ALARM: 1 row worse than in tips-1: night-a:latest × v1/g)).toHaveLength(1);
	expect(listed.match(/no alarm beside tips-1/g)).toHaveLength(1);
	const { stdout: shown } = await run('schedule', 'show', nights);
	expect(shown).toMatch(/ALARM: 1 row worse .*\n.*no alarm beside tips-1/);
	const [, alarmed = ''] = /\d{2}Z {2}(nightly tips\/it-[\d-]+) {2}ALARM/.exec(shown) ?? [];
	const { stdout: one, code } = await run('status', alarmed);
	expect(code).toBe(0);
	expect(one).toMatch(/^night nightly\/nightly tips\/it-.*: ALARM/);
	expect(one).toContain('the auto judge has earned trust');
	await until(async () => (await run('schedule', 'list')).stdout.includes('ALARM'));
});

test('a night that fails is no quiet night: whoever listens is told, and status says why', async () => {
	const before = stage.alarms().length;
	const input = JSON.stringify({
		...{ experiment: 'tips', judge_kind: scripted.kind, models: shipped, rubric: shortRubric },
		nightly: { baseline_experiment: 'gone' },
	});
	const started = await stage.temporal(
		...[
			'workflow',
			'execute',
			'--task-queue',
			'bench',
			'--type',
			'nightly',
			'--workflow-id',
			'by-hand',
			'--input',
			input,
		],
	);
	expect(started.code).toBe(1);
	await until(async () => stage.alarms().length > before);
	expect(stage.alarms().at(-1)).toMatchObject({
		type: 'unclear',
		data: {
			bench: 'by-hand',
			left: null,
			reasons: [
				expect.stringMatching(/the night failed: InvalidConfig: - nightly.baseline_experiment: no experiment gone/),
			],
		},
	});
	const { stdout } = await run('status', 'by-hand');
	expect(stdout).toContain('FAILED: nothing was compared');
});

test('a paused schedule says so, and one that is deleted is gone while its nights stay', async () => {
	expect(await run('schedule', 'pause', nights)).toMatchObject({ code: 0 });
	expect((await run('schedule', 'show', scheduleId)).stdout).toContain('paused');
	expect(await run('schedule', 'resume', nights)).toMatchObject({ code: 0 });
	expect(await run('schedule', 'delete', nights)).toMatchObject({ code: 0 });
	expect(await run('schedule', 'show', nights)).toMatchObject({ code: 2 });
	expect((await rawRuns(first.result.experiment, stage.mlflow().address)).length).toBeGreaterThan(16);
});
