import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCatalog } from '../catalog/catalog';
import { sha256Hex } from '../domain/hash';
import type { JudgeFile } from '../domain/judging/judge-file';
import { applyJudgeFile } from '../judging/apply';
import { exportPending } from '../judging/export';
import { openJudgeFile } from '../judging/open-judge-file';
import { projectRoot } from '../machine/folders';
import { createMlflow } from '../mlflow/client';
import { ensureExperiment } from '../mlflow/experiments';
import { tipBench } from './commands';
import { callMlflow, rawRuns } from './raw-mlflow';
import { testStack } from './stack';

export type Entry = JudgeFile['runs'][number];

/** An experiment of its own with runs that wait, as a bench records them, and its judge file. */
export type WaitingRuns = Awaited<ReturnType<typeof makeWaitingRuns>>;

/** Makes that experiment with so many runs, and exports them. */
export async function makeWaitingRuns(cells: number) {
	const mlflow = createMlflow(testStack().mlflow);
	const rubric = await createCatalog(projectRoot()).rubric('tip-v1');
	const folder = await mkdtemp(join(testStack().stateDir, 'judge-file-'));
	const experiment = `judge-file-${Date.now()}`;
	const path = join(folder, `${experiment}.json`);
	const tags = { rubric: rubric.name, rubric_hash: rubric.hash };
	const { id: experiment_id } = await ensureExperiment(mlflow, experiment, tags);
	for (let cell = 0; cell < cells; cell += 1) await makeRun(experiment, experiment_id, cell);

	const exportNow = (limit?: number) => exportPending(mlflow, rubric, { experiment, experiment_id }, { path, limit });
	const readWhole = async () => JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
	await exportNow();
	return {
		...{ mlflow, folder, experiment, path, exportNow, readWhole },
		applyNow: async (replace = false) =>
			applyJudgeFile(mlflow, rubric, await openJudgeFile(path), { replace, now: Date.now() }),
		applyByCommand: (env = {}) => tipBench(['judge', 'apply', path, '--json'], env),
		write: (file: JudgeFile) => writeFile(path, JSON.stringify(file, null, 2)),
		scored: async (more?: (entry: Entry, at: number) => void) => withFours(await readWhole(), more),
		tagsOf: async (id: string | undefined) => (await rawRuns(experiment)).find(({ info }) => info.run_id === id)?.tags,
		copies: async () => (await readdir(folder)).filter((name) => name.endsWith('.old')),
	};
}

async function makeRun(experiment: string, experiment_id: string, cell: number): Promise<void> {
	const tags = {
		bench: 'mine',
		cell_key: sha256Hex(`${experiment} ${cell}`),
		judge_pending: 'true',
		'artifact:candidates.json': JSON.stringify([`tip ${cell} – für alle`]),
		'artifact:context.json': JSON.stringify({ name: 's', persona: 'p', time_slot: 't', tasks: ['one'] }),
	};
	const pairs = Object.entries(tags).map(([key, value]) => ({ key, value }));
	const body = { experiment_id, start_time: 1_000 + cell, tags: pairs };
	const { run } = await callMlflow<{ run: { info: { run_id: string } } }>('runs/create', body);
	const metrics = ['format_ok', 'overlong'].map((key, at) => ({ key, value: at === 0 ? 1 : 0, timestamp: 1, step: 0 }));
	await callMlflow('runs/log-batch', { run_id: run.info.run_id, metrics });
}

/** Scores every entry that has no score with fours, and lets a test do more. */
function withFours(file: JudgeFile, more: (entry: Entry, at: number) => void = () => undefined): JudgeFile {
	for (const [at, entry] of file.runs.entries()) {
		for (const [name, score] of Object.entries(entry.scores)) entry.scores[name] = score ?? 4;
		more(entry, at);
	}
	return file;
}
