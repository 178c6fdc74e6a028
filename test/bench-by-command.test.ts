import { readFile } from 'node:fs/promises';
import type { Status } from '../domain/bench/status';
import type { JudgeFile } from '../domain/judging/judge-file';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { tipBench } from '../testbed/commands';
import { fillIn } from '../testbed/fill-in';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';

const experiment = 'by-command';
const args = ['--models', tinyModels[0], '--prompts', 'v1,v3-few-shot', '--n-scenarios', '2', '--num-predict', '24'];
const run = (...more: string[]) => tipBench(['run', '--experiment', experiment, ...args, ...more]);

test('--dry-run tells cells and loads, and makes nothing', async () => {
	const { code, stdout } = await run('--dry-run', '--json');
	expect(code).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({
		cells: 4,
		reused: 0,
		loads: 1,
		models: [{ model: tinyModels[0], cells: 4 }],
	});
	await expect(rawRuns(experiment)).rejects.toThrow();
});

test('run follows until the judge is needed, and its last lines say what to do next', async () => {
	const { code, stderr } = await run();
	expect({ code, stderr }).toMatchObject({ code: 0 });
	const last = stderr.trimEnd().split('\n').slice(-4).join('\n');
	expect(last).toContain('./tip-bench judge apply');
	expect(last).toContain('./tip-bench leaderboard by-command');
	expect(await rawRuns(experiment)).toHaveLength(4);
});

test('status says the same, for scripts too', async () => {
	const { stdout } = await tipBench(['status', experiment, '--json']);
	expect(JSON.parse(stdout)).toMatchObject({ phase: 'awaiting-judge', cells: { total: 4, done: 4 }, state: 'RUNNING' });
	const list = await tipBench(['status']);
	expect(list.stdout).toContain(experiment);
});

test('the memory is empty after the last block', async () => {
	const answer = await fetch(`${testStack().ollama}/api/ps`);
	expect(await answer.json()).toEqual({ models: [] });
});

test('a sitting at a time: export, score, apply, and the last one ends the bench', async () => {
	const { pending_judgments: pending } = JSON.parse(
		(await tipBench(['status', experiment, '--json'])).stdout,
	) as Status;
	const total = pending ?? 0;
	expect(total).toBeGreaterThan(1);
	const sitting = `${testStack().stateDir}/sitting.json`;
	const exported = await tipBench(['judge', 'export', experiment, '--limit', '1', '--out', sitting, '--json']);
	expect(JSON.parse(exported.stdout)).toMatchObject({ path: sitting, pending: total, written: 1 });
	await fillIn(sitting);
	const applied = await tipBench(['judge', 'apply', sitting, '--json']);
	expect(JSON.parse(applied.stdout)).toMatchObject({ written: 1, unchanged: 0, pending: total - 1 });

	const again = await tipBench(['judge', 'apply', sitting, '--json']);
	expect(JSON.parse(again.stdout)).toMatchObject({ written: 0, unchanged: 1, pending: total - 1 });

	const rest = `${testStack().stateDir}/rest.json`;
	await tipBench(['judge', 'export', experiment, '--out', rest]);
	await fillIn(rest);
	// A smaller export into the same file keeps what is scored there already.
	await tipBench(['judge', 'export', experiment, '--out', rest, '--limit', '1']);
	expect((JSON.parse(await readFile(rest, 'utf8')) as JudgeFile).runs).toHaveLength(total - 1);
	const end = await tipBench(['judge', 'apply', rest]);
	expect(end.stderr).toContain(`told bench ${experiment} that it is judged`);
	const waited = await tipBench(['run', '--experiment', experiment, ...args, '--wait', '--json']);
	expect((JSON.parse(waited.stdout) as Leaderboard).pending).toBe(0);
});

test('scores that differ are a conflict, and nothing is written', async () => {
	const sitting = `${testStack().stateDir}/sitting.json`;
	const before = await rawRuns(experiment);
	const file = await fillIn(sitting);
	const other = JSON.stringify(file).replace(
		/"relevance":(\d)/,
		(_match, score) => `"relevance":${(Number(score) % 5) + 1}`,
	);
	const path = `${testStack().stateDir}/other.json`;
	await (await import('node:fs/promises')).writeFile(path, other);
	const { code, stderr } = await tipBench(['judge', 'apply', path]);
	expect(code).toBe(1);
	expect(stderr).toMatch(/JudgmentConflict[\s\S]*relevance \d → \d/);
	expect(await rawRuns(experiment)).toEqual(before);

	expect(await tipBench(['judge', 'apply', path, '--replace'])).toMatchObject({ code: 0 });
	const changed = (await rawRuns(experiment)).find(({ info }) => info.run_id === file.runs[0]?.run_id);
	expect(changed?.metrics.relevance).toBe((JSON.parse(other) as typeof file).runs[0]?.scores.relevance);
});

test('the leaderboard comes as a table, JSON, CSV and Markdown', async () => {
	const board = JSON.parse((await tipBench(['leaderboard', experiment, '--json'])).stdout) as Leaderboard;
	// Scores hang on the ids of runs, so that now and then both prompts have the same.
	expect([
		[1, 2],
		[1, 1],
	]).toContainEqual(board.rows.map(({ rank }) => rank).sort());
	const csv = (await tipBench(['leaderboard', experiment, '--csv'])).stdout.trimEnd().split('\n');
	expect(csv).toHaveLength(3);
	expect(csv[0]).toMatch(/^rank,model,prompt,/);
	for (const format of [[], ['--md']]) {
		const { stdout } = await tipBench(['leaderboard', experiment, ...format]);
		expect(stdout).toContain(board.rows[0]?.prompt);
	}
});

test('a second bench on the experiment reuses every cell, loads nothing, and ends at once', async () => {
	const { code, stdout, stderr } = await run('--json');
	expect({ code, stderr }).toMatchObject({ code: 0 });
	expect((JSON.parse(stdout) as Leaderboard).judged).toBe(4);
	expect(await rawRuns(experiment)).toHaveLength(4);
});

test('cells that are new are added to those that are there', async () => {
	const { stderr } = await tipBench([
		'run',
		'--experiment',
		experiment,
		...args.with(args.indexOf('--n-scenarios') + 1, '3'),
	]);
	expect(stderr).toContain('6 of 6 cells recorded');
	expect(await rawRuns(experiment)).toHaveLength(6);
	expect((await tipBench(['cancel', experiment])).code).toBe(0);
});
