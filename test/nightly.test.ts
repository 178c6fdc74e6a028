import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { JudgeFile } from '../domain/judging/judge-file';
import { decideNightAgain } from '../domain/ranking/night/decide-night';
import type { NightResult } from '../domain/ranking/night/night-document';
import { textIn } from '../mlflow/tag-text';
import { temporalCli, tipBench } from '../testbed/commands';
import { type HeldStage, startHeldStage } from '../testbed/held-stage';
import { type HttpStandIn, openHttpStandIn } from '../testbed/http-stand-in';
import { printed } from '../testbed/judge-bench';
import { rawRuns } from '../testbed/raw-mlflow';
import { addScriptedJudge, openScriptedJudge, scripted } from '../testbed/scripted-judge';
import { addShortRubric, shortRubric } from '../testbed/short-rubric';
import { testStack } from '../testbed/stack';
import { createTinyModels } from '../testbed/tiny-model';
import { until } from '../testbed/until';

// Nights of a schedule that the plain Temporal command triggers: the first finds nothing, the second a worse model.

const [shipped, other] = ['night-a:latest', 'night-b:latest'];
const nights = 'nightly tips/it';
const scheduleId = `nightly/${nights}`;
const five = (kind: string) =>
	JSON.stringify(['one', 'two', 'three', 'four', 'five'].map((each) => `A ${kind} tip, ${each}.`));
const good = [five('splendid'), five('fine')];
const poor = [five('poor')];
/** What the judge and the person think of a tip. */
const levelOf = (candidate: string) => (/splendid/.test(candidate) ? 5 : /fine/.test(candidate) ? 4 : 2);

let stage: HeldStage;
let judge: HttpStandIn;
let receiver: HttpStandIn;
const told: { readonly type: string; readonly data: Record<string, unknown> }[] = [];
const alarms = () => told.filter(({ type }) => type === 'worse' || type === 'unclear');

const bench = ['--models', `${shipped},${other}`, '--prompts', 'v1', '--rubric', shortRubric];
const temporal = (...args: string[]) => temporalCli('--address', stage.env.TEMPORAL_ADDRESS ?? '', ...args);
const create = ['schedule', 'create', '--experiment', nights, ...bench, '--judge-kind', scripted.kind];
const nightly = [
	'--baseline-experiment',
	'tips-1',
	'--margin',
	'1',
	'--cron',
	'0 3 1 1 *',
	'--time-zone',
	'Europe/Berlin',
];

beforeAll(async () => {
	stage = await startHeldStage();
	addShortRubric(stage.data);
	addScriptedJudge(stage.data);
	judge = await openScriptedJudge(levelOf, ['relevance', 'tone']);
	receiver = await openHttpStandIn(async (asked, given) => {
		told.push(JSON.parse(await text(asked)));
		given.writeHead(204).end();
	});
	const [TIP_BENCH_WEBHOOK_URL, TIP_BENCH_WEBHOOK_SECRET] = [receiver.url, 'a secret of the test'];
	await stage.restartWorker({
		[scripted.variable]: `${judge.url}/v1`,
		TIP_BENCH_WEBHOOK_URL,
		TIP_BENCH_WEBHOOK_SECRET,
	});
	await createTinyModels(testStack().ollama, [
		{ name: shipped, seed: 21, answers: good },
		{ name: other, seed: 22, answers: poor },
	]);
}, 300_000);

afterAll(async () => {
	await stage.close();
	await Promise.all([judge.close(), receiver.close()]);
});

/** The night that ended last. @param before how many had begun before it */
async function nextNight(before: number): Promise<{ id: string; experiment: string; result: NightResult }> {
	const trigger = await temporal('schedule', 'trigger', '--schedule-id', scheduleId);
	expect(trigger).toMatchObject({ code: 0 });
	const { client } = stage.benches;
	const listed = async () => {
		const found = [];
		for await (const each of client.workflow.list({ query: "WorkflowType = 'nightly'" })) found.push(each);
		return found.sort((a, b) => b.startTime.getTime() - a.startTime.getTime());
	};
	await until(async () => (await listed()).length > before);
	const { workflowId: id, runId } = (await listed())[0] ?? { workflowId: '', runId: '' };
	const result = (await client.workflow.getHandle(id, runId).result()) as NightResult;
	return { id, experiment: result.experiment, result };
}

/** As the Temporal UI shows it, and as it is kept with the execution. */
async function shownOf(id: string) {
	const { memo } = await stage.benches.client.workflow.getHandle(id).describe();
	const { stdout } = await temporal('workflow', 'metadata', '--workflow-id', id, '--output', 'json');
	return { memo, details: stdout };
}

test('a person and the scripted judge score a baseline, and the judge earns trust', async () => {
	const flags = [
		...bench,
		'--experiment',
		'tips-1',
		'--judge-kind',
		`claude-code,${scripted.kind}`,
		'--spot-check',
		'1',
	];
	printed(await tipBench(['run', ...flags, '--json'], stage.env));
	const path = join(stage.stateDir, 'by-person.json');
	printed(await tipBench(['judge', 'export', 'tips-1', '--out', path, '--json'], stage.env));
	const file = JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
	expect(file.runs).toHaveLength(16);
	for (const { scores, candidates } of file.runs) {
		const level = Math.min(...candidates.map(levelOf));
		Object.assign(scores, { relevance: level, tone: level });
	}
	await writeFile(path, JSON.stringify(file));
	expect(await tipBench(['judge', 'apply', path], stage.env)).toMatchObject({ code: 0 });
	const { stdout } = await tipBench(['judge', 'trust', 'tips-1'], stage.env);
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
	[[...create, '--baseline-experiment', 'tips-1', '--cron', 'at two'], /Usage: .*cron/i],
	[['schedule', 'show', 'nobody'], /UnknownName: no schedule nobody/],
])('what cannot be run at night is refused: %j', async (args, words) => {
	const { code, stderr } = await tipBench(args, stage.env);
	expect(stderr).toMatch(words);
	expect(code).toBe(2);
});

test('the command makes a schedule, and prints a plain line that makes the same one when it is pasted', async () => {
	const made = await tipBench([...create, ...nightly], stage.env);
	expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining(`schedule ${scheduleId} made`) });
	const describe = async () => {
		const { schedule } = (await stage.benches.client.schedule.getHandle(scheduleId).describe()).raw;
		return { spec: schedule?.spec, action: schedule?.action?.startWorkflow, policies: schedule?.policies };
	};
	const ours = await describe();
	expect(await tipBench([...create, ...nightly], stage.env)).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('ScheduleExists'),
	});
	expect(await tipBench(['schedule', 'delete', nights], stage.env)).toMatchObject({ code: 0 });
	const { stdout: line } = await tipBench([...create, ...nightly, '--print'], stage.env);
	expect(line).toBe(made.stdout);
	const PATH = `${dirname(testStack().temporalCommand)}${delimiter}${process.env.PATH}`;
	await promisify(execFile)('sh', ['-c', line], { env: { ...process.env, PATH } });
	const pasted = await describe();
	expect(pasted.spec).toEqual(ours.spec);
	expect(pasted.policies).toMatchObject({
		overlapPolicy: ours.policies?.overlapPolicy,
		catchupWindow: ours.policies?.catchupWindow,
	});
	for (const key of ['workflowId', 'workflowType', 'taskQueue'] as const)
		expect(pasted.action?.[key]).toMatchObject(JSON.parse(JSON.stringify(ours.action?.[key])));
	const inputOf = ({ action }: typeof ours) =>
		JSON.parse(Buffer.from(action?.input?.payloads?.[0]?.data ?? []).toString());
	expect(inputOf(pasted)).toEqual(inputOf(ours));
	const shown = await tipBench(['schedule', 'show', nights], stage.env);
	expect(shown).toMatchObject({ code: 0, stderr: expect.stringContaining('no night yet') });
}, 120_000);

let first: Awaited<ReturnType<typeof nextNight>>;

test('the first night finds nothing worse, and nobody is told', async () => {
	first = await nextNight(0);
	expect(first.experiment).toMatch(/^nightly tips\/it-\d{4}-\d{2}-\d{2}$/);
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
	expect((await shownOf(first.id)).memo).toMatchObject({ verdict: 'no alarm', experiment: first.experiment });
	expect(alarms()).toEqual([]);
}, 180_000);

test('with worse weights under the same name the second night calls the webhook and marks its workflow', async () => {
	await createTinyModels(testStack().ollama, [{ name: shipped, seed: 23, answers: poor }]);
	const { id, experiment, result } = await nextNight(1);
	expect(id).not.toBe(first.id);
	// The same date, or the next: never the same name.
	expect(experiment).not.toBe(first.experiment);
	expect(experiment.startsWith(`${nights}-`)).toBe(true);
	expect(result).toMatchObject({ verdict: 'worse', trusted: true });
	expect(result.answers.map(({ model, answer }) => [model, answer])).toEqual([
		[shipped, 'worse'],
		[other, 'not shown to be worse'],
	]);
	expect(result.answers[0]?.difference.value?.high).toBeLessThan(-1);
	await until(async () => alarms().length > 0);
	expect(alarms()).toEqual([
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
	const { experiment, result } = first;
	const runs = await rawRuns(experiment, stage.mlflow().address);
	const kept = runs.filter(({ tags }) => tags.kind === 'night');
	expect(kept.map(({ info }) => info.run_id)).toEqual([result.run_id]);
	const document = JSON.parse(textIn(kept[0]?.tags ?? {}, 'night.json', result.run_id) ?? '');
	expect(decideNightAgain(document)).toEqual(document);
	const board = printed<{ judged: number }>(await tipBench(['leaderboard', experiment, '--json'], stage.env));
	expect(board.judged).toBe(16);
});

test('status and schedule show which night raised the alarm, and why', async () => {
	const { stdout: listed } = await tipBench(['status'], stage.env);
	expect(listed.match(/ALARM: 1 row worse than in tips-1: night-a:latest × v1/g)).toHaveLength(1);
	expect(listed.match(/no alarm beside tips-1/g)).toHaveLength(1);
	const { stdout: shown } = await tipBench(['schedule', 'show', nights], stage.env);
	expect(shown).toMatch(/ALARM: 1 row worse .*\n.*no alarm beside tips-1/);
	const [, alarmed = ''] = /\d{2}Z {2}(nightly tips\/it-[\d-]+) {2}ALARM/.exec(shown) ?? [];
	const { stdout: one, code } = await tipBench(['status', alarmed], stage.env);
	expect(code).toBe(0);
	expect(one).toMatch(/^night nightly\/nightly tips\/it-.*: ALARM/);
	expect(one).toContain('the auto judge has earned trust');
	await until(async () => (await tipBench(['schedule', 'list'], stage.env)).stdout.includes('ALARM'));
});

test('a night that fails is no quiet night: whoever listens is told, and status says why', async () => {
	const before = alarms().length;
	const input = JSON.stringify({
		...{ experiment: 'tips', judge_kind: scripted.kind, models: shipped, rubric: shortRubric },
		nightly: { baseline_experiment: 'gone' },
	});
	const started = await temporal(
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
	await until(async () => alarms().length > before);
	expect(alarms().at(-1)).toMatchObject({
		type: 'unclear',
		data: {
			bench: 'by-hand',
			left: null,
			reasons: [
				expect.stringMatching(/the night failed: InvalidConfig: - nightly.baseline_experiment: no experiment gone/),
			],
		},
	});
	const { stdout } = await tipBench(['status', 'by-hand'], stage.env);
	expect(stdout).toContain('FAILED: nothing was compared');
});

test('a paused schedule says so, and one that is deleted is gone while its nights stay', async () => {
	expect(await tipBench(['schedule', 'pause', nights], stage.env)).toMatchObject({ code: 0 });
	expect((await tipBench(['schedule', 'show', scheduleId], stage.env)).stdout).toContain('paused');
	expect(await tipBench(['schedule', 'resume', nights], stage.env)).toMatchObject({ code: 0 });
	expect(await tipBench(['schedule', 'delete', nights], stage.env)).toMatchObject({ code: 0 });
	expect(await tipBench(['schedule', 'show', nights], stage.env)).toMatchObject({ code: 2 });
	expect((await rawRuns(first.experiment, stage.mlflow().address)).length).toBeGreaterThan(16);
});
