import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCatalog } from '../catalog/catalog';
import type { JudgeFile } from '../domain/judging/judge-file';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { countPending } from '../judging/distinct-cells';
import { type RejudgeOrder, rejudge } from '../judging/rejudge/rejudge';
import { withSignal } from '../mlflow/client';
import { ensureExperiment } from '../mlflow/experiments';
import { createRun, fillRun } from '../mlflow/record-run';
import { changing } from '../mlflow/revision';
import { createClients } from '../planning/clients';
import { planJudge } from '../planning/plan-judge';
import { tipBench } from '../testbed/commands';
import { fillIn } from '../testbed/fill-in';
import { judgeAll, leaderboardByCommand, printed } from '../testbed/judge-bench';
import { type JudgedRuns, openJudgedRuns } from '../testbed/judged-runs';
import { ownData } from '../testbed/own-data';
import { rawRuns, type SeenRun } from '../testbed/raw-mlflow';
import { runContent } from '../testbed/run-content';
import { addShortRubric, shortRubric } from '../testbed/short-rubric';
import { babbler, testStack } from '../testbed/stack';

// The outputs of an experiment in a new one, to be scored by another rubric.

const lazy = { lazy: 'claude-code', auto: null };
let [stage, data, target, env]: [JudgedRuns, string, string, Record<string, string>] = [{} as JudgedRuns, '', '', {}];
let made = 0;
beforeEach(async () => {
	stage = await openJudgedRuns();
	data = ownData(testStack().stateDir);
	addShortRubric(data);
	env = { TIP_BENCH_DATA: data };
	made += 1;
	target = `rejudged-${Date.now()}-${made}`;
});
afterEach(() => stage.close());

const addInvalid = async () => {
	const content = await runContent(['cut'], 'm:1b');
	const cell = { ...content.cell, key: `${stage.experiment}-invalid` };
	const generation = { ...content.generation, invalid: 'context-cut' as const };
	const born = { experimentId: stage.at.experiment_id, bench: stage.experiment, cell, startedAt: 1_700_000_009_000 };
	const runId = await createRun(stage.mlflow, born);
	const invalid = { ...content, cell, generation, bench: stage.experiment };
	await changing(stage.mlflow, stage.at.experiment_id, (writer) => fillRun(writer, runId, invalid));
};
const command = (...more: string[]) => ['rejudge', stage.experiment, '--rubric', shortRubric, '--as', target, ...more];
const order = async (): Promise<RejudgeOrder> => ({
	from: { id: stage.at.experiment_id, name: stage.experiment },
	...{
		as: target,
		rubric: await createCatalog(data).rubric(shortRubric),
		former: stage.rubric,
		judges: null,
		kinds: null,
	},
});
const inTarget = () => rawRuns(target);
const isCommitted = ({ tags }: SeenRun) => tags.committed === 'true';

test('the outputs come, no score does, and the new experiment is judged and ranked as any', async () => {
	const ids = [await stage.addRun(lazy, ['one', 'two']), await stage.addRun(lazy, ['drei'], 'n:1b')];
	const empty = await stage.addRun(lazy, []);
	await addInvalid();
	await judgeAll(stage.experiment, testStack().stateDir, {});
	const before = await rawRuns(stage.experiment);

	const planned = await tipBench(command('--dry-run', '--json'), env);
	const counts = { outputs: 4, to_judge: 2, by_rule: 1, invalid: { 'context-cut': 1 }, judge_kinds: ['claude-code'] };
	expect(printed(planned)).toMatchObject({ ...counts, dry_run: true, there_before: 0, carried: 0 });
	expect((await tipBench(['leaderboard', target])).code).toBe(2);
	const done = await tipBench(command('--json'), env);
	expect(printed(done)).toMatchObject({ ...counts, experiment: target, from: stage.experiment, carried: 4 });
	expect(done.stderr).toContain(`next: ./tip-bench judge export ${target}`);
	const again = await tipBench(command('--json'), env);
	expect(printed(again)).toMatchObject({ ...counts, there_before: 4, carried: 0 });

	expect(await rawRuns(stage.experiment)).toEqual(before);
	const runs = await inTarget();
	expect(runs).toHaveLength(4);
	for (const { tags, metrics, params, info } of runs) {
		const of = before.find((each) => each.info.run_id === tags.rejudged_run);
		expect([params, info.start_time, info.run_name]).toEqual([of?.params, of?.info.start_time, of?.info.run_name]);
		expect([tags.rubric, tags.rejudged_from, tags.rejudged_bench]).toEqual([
			shortRubric,
			stage.experiment,
			stage.experiment,
		]);
		expect(tags['artifact:raw.txt']).toBe(of?.tags['artifact:raw.txt']);
		expect(tags['artifact:rubric.md']).toContain('does it sound kind?');
		for (const name of ['actionability', 'overlong']) expect(metrics).not.toHaveProperty(name);
		const isEmpty = tags.rejudged_run === empty;
		expect([tags.judged_by, metrics.composite]).toEqual(isEmpty ? ['rule', 2] : [undefined, undefined]);
		expect(Object.keys(tags).filter((key) => key.startsWith('judgment:'))).toEqual([]);
	}
	const path = join(testStack().stateDir, `${target}.json`);
	const exported = printed(await tipBench(['judge', 'export', target, '--out', path, '--json'], env));
	expect(exported).toMatchObject({ pending: 2, written: 2 });
	const file = JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
	expect(file.rubric.name).toBe(shortRubric);
	expect(file.runs.map(({ scores }) => scores)).toEqual(
		[0, 1].map(() => ({ relevance: null, tone: null, format_ok: 1 })),
	);
	await fillIn(path);
	const applied = await tipBench(['judge', 'apply', path], env);
	expect([applied.code, applied.stderr]).toEqual([0, expect.stringContaining(`no bench waits on ${target}`)]);
	const board: Leaderboard = await leaderboardByCommand(target, env);
	expect(board).toMatchObject({ rubric: shortRubric, judged: 3, pending: 0, invalid: 1 });
	expect(await leaderboardByCommand(stage.experiment, {})).toMatchObject({ rubric: 'tip-v1', judged: 3 });
	const page = await tipBench(['report', target, '--out', '-'], env);
	expect(page.stdout).toContain(`./tip-bench rejudge --rubric=${shortRubric} --as=${target}-again ${stage.experiment}`);
	const status = await tipBench(['status', target], env);
	expect([status.code, status.stderr]).toEqual([2, expect.stringContaining('the experiment is there')]);
	// Scored ones are left alone by whoever runs it again.
	expect(printed(await tipBench(command('--json'), env))).toMatchObject({ carried: 0 });
	expect(ids).toHaveLength(2);
});

test('what was cut off in the middle shows nothing as judged, and the same command goes on from there', async () => {
	for (let at = 0; at < 9; at += 1) await stage.addRun(lazy);
	const cut = new AbortController();
	const halved = withSignal(stage.mlflow, cut.signal);
	await expect(
		rejudge(halved, await order(), { onCarried: (done) => done === 3 && cut.abort(new Error('gone')) }),
	).rejects.toThrow(/gone/);
	const half = await inTarget();
	expect(half.filter(isCommitted).length).toBeGreaterThanOrEqual(3);
	expect(half.some((run) => !isCommitted(run))).toBe(true);
	for (const run of half.filter((each) => !isCommitted(each))) {
		expect(run.tags.judge_pending).toBeUndefined();
		expect(run.tags.rejudged_run).toBeDefined();
	}
	const stop = new AbortController();
	const stopped = await rejudge(stage.mlflow, await order(), { signal: stop.signal, onCarried: () => stop.abort() });
	expect(stopped.carried).toBeGreaterThanOrEqual(1);
	expect(stopped.carried).toBeLessThan(stopped.missing.length);
	await Promise.all([0, 1].map(() => tipBench(command(), env)));
	const runs = await inTarget();
	expect([runs.length, runs.filter(isCommitted).length]).toEqual([9, 9]);
	expect(new Set(runs.map(({ tags }) => tags.rejudged_run)).size).toBe(9);
	await stage.addRun(lazy);
	expect(printed(await tipBench(command('--json'), env))).toMatchObject({ there_before: 9, carried: 1 });
});

test('who judges may be said, and an auto judge finds the experiment without a bench', async () => {
	await stage.addRun(lazy);
	const kind = `ollama/${babbler.replace(':latest', '')}`;
	expect(printed(await tipBench(command('--judge-kind', kind, '--json'), env))).toMatchObject({ judge_kinds: [kind] });
	const [run] = await inTarget();
	expect(run?.tags).toMatchObject({ judge_kind: kind, judge_pending: 'true', auto_pending: 'true' });
	const clients = createClients({});
	try {
		const sources = { catalog: createCatalog(data), clients, env: { OLLAMA_HOST: testStack().ollama }, exportDir: '' };
		const plan = await planJudge(sources, { experiment: target, mlflow_url: testStack().mlflow }, async () => null);
		expect(plan.gpus).toEqual({ gpu: testStack().ollama });
		const gpus = { card: testStack().ollama };
		const onCard = await planJudge(sources, { experiment: target, mlflow_url: testStack().mlflow }, async (name) =>
			name === stage.experiment ? { gpus } : null,
		);
		expect(onCard.gpus).toEqual(gpus);
		expect(plan).toMatchObject({ judge: { kind }, rubric: { name: shortRubric }, at: { experiment: target } });
	} finally {
		await clients.close();
	}
	const other = await tipBench(command('--judge-kind', 'human'), env);
	expect([other.code, other.stderr]).toEqual([2, expect.stringContaining(`waits for ${kind}, not for human`)]);
});

test('what cannot be is refused in one line, and nothing is written', async () => {
	const refused = async (args: readonly string[], why: RegExp) => {
		const { code, stderr } = await tipBench(args, env);
		expect([code, stderr]).toEqual([2, expect.stringMatching(why)]);
	};
	await refused(command(), /RejudgeRefused: .* has no outputs yet/);
	await stage.addRun(lazy);
	await refused(['rejudge', 'no-such', '--rubric', shortRubric, '--as', target], /UnknownName: no experiment no-such/);
	await refused(
		['rejudge', stage.experiment, '--rubric', 'shrt', '--as', target],
		/UnknownName: .*Did you mean short\? There are: short, tip-v1/,
	);
	await refused(
		['rejudge', stage.experiment, '--rubric', shortRubric, '--as', stage.experiment],
		/is the experiment itself/,
	);
	await refused(['rejudge', stage.experiment, '--rubric', shortRubric, '--as', ' '], /--as/);
	await refused(['rejudge', stage.experiment, '--rubric', shortRubric], /--as/);
	await refused(command('--judge-kind', 'human,person'), /at most one lazy kind/);
	await ensureExperiment(stage.mlflow, target, {});
	await refused(command('--dry-run'), /was not made by `rejudge`/);
	expect(await countPending(stage.mlflow, stage.at.experiment_id)).toBe(1);
	expect(await inTarget()).toEqual([]);
});
