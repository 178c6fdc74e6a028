import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { createCatalog } from '../catalog/catalog';
import { applyJudgeFile } from '../judging/apply';
import { countPending } from '../judging/distinct-cells';
import { exportPending } from '../judging/export';
import { openJudgeFile } from '../judging/open-judge-file';
import { rankExperiment } from '../judging/rank';
import { projectRoot } from '../machine/folders';
import { closeMlflow, createMlflow, type Mlflow } from '../mlflow/client';
import { committedCells, sweepUncommitted } from '../mlflow/committed';
import { ensureExperiment } from '../mlflow/experiments';
import { type RawRun, runPageSchema, tagsOf } from '../mlflow/run-schema';
import { fillIn } from '../testbed/fill-in';
import { keptFile } from '../testbed/kept-runs';
import { callMlflow, rawRuns } from '../testbed/raw-mlflow';
import { testStack } from '../testbed/stack';

const catalog = createCatalog(projectRoot());
let mlflow: Mlflow;
beforeAll(() => {
	mlflow = createMlflow(testStack().mlflow);
});
afterAll(() => closeMlflow(mlflow));

/** Puts runs of before into the MLflow of the tests, as they were. @returns the experiment's id */
async function restore(experiment: string, file: string): Promise<string> {
	const { id } = await ensureExperiment(mlflow, experiment, {});
	for (const { info, data } of runPageSchema.parse(JSON.parse(keptFile(file))).runs as RawRun[]) {
		const tags = data.tags.filter(({ key }) => !key.startsWith('mlflow.'));
		const body = { experiment_id: id, run_name: info.run_name, start_time: info.start_time, tags };
		const { run } = await callMlflow<{ run: { info: { run_id: string } } }>('runs/create', body);
		const metrics = data.metrics.map((metric) => ({ ...metric, timestamp: 1 }));
		await callMlflow('runs/log-batch', { run_id: run.info.run_id, params: data.params, metrics });
	}
	return id;
}

/** Exports what waits, scores it and applies it. */
async function judge(experiment: string, experiment_id: string) {
	const rubric = await catalog.rubric('tip-v1');
	const folder = await mkdtemp(join(testStack().stateDir, 'kept-'));
	const exported = await exportPending(mlflow, rubric, { experiment, experiment_id }, { folder });
	await fillIn(exported.path);
	const applied = await applyJudgeFile(mlflow, rubric, await openJudgeFile(exported.path), { now: Date.now() });
	return { exported, applied, board: await rankExperiment(mlflow, { experiment, experiment_id }, rubric) };
}

test('a bench of 0.1 goes on: its cells are reused, its orphan is swept, what waits is judged', async () => {
	const id = await restore('kept-0.1', 'runs-0.1.json');
	expect((await committedCells(mlflow, id)).keys.size).toBe(8);
	expect(await countPending(mlflow, id)).toBe(3);
	expect(await sweepUncommitted(mlflow, id, { bench: 'another-bench' })).toBe(0);
	expect(await sweepUncommitted(mlflow, id, { bench: 'kept-runs' })).toBe(1);
	const { exported, applied, board } = await judge('kept-0.1', id);
	expect(exported).toMatchObject({ pending: 3, written: 3 });
	expect(applied).toMatchObject({ written: 3, pending: 0 });
	expect(board).toMatchObject({ judged: 8, pending: 0, invalid: 0 });
	const judged = (await rawRuns('kept-0.1')).map(({ tags }) => tags);
	expect(judged).toHaveLength(8);
	for (const tags of judged) {
		expect(tags).toMatchObject({ judge_pending: 'false' });
		// Theirs had none, and one is not made of what a judge says alone.
		expect(tags).not.toHaveProperty(['mlflow.note.content']);
	}
});

test('runs of the former harness are judged and ranked', async () => {
	const id = await restore('kept-former', 'former-harness.json');
	expect((await committedCells(mlflow, id)).keys.size).toBe(0);
	expect(await countPending(mlflow, id)).toBe(1);
	expect(await sweepUncommitted(mlflow, id, { bench: 'kept-former' })).toBe(0);
	const { exported, applied, board } = await judge('kept-former', id);
	expect([exported.written, applied.written]).toEqual([1, 1]);
	expect(board).toMatchObject({ judged: 4, pending: 0 });
	const left = runPageSchema.parse(await callMlflow('runs/search', { experiment_ids: [id], max_results: 100 })).runs;
	expect(left.filter((run) => tagsOf(run).judge_pending === undefined)).toHaveLength(1);
});
