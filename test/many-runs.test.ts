import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCatalog } from '../catalog/catalog';
import { sha256Hex } from '../domain/hash';
import type { JudgeFile } from '../domain/judging/judge-file';
import { countPending } from '../judging/distinct-cells';
import { exportPending } from '../judging/export';
import { projectRoot } from '../machine/folders';
import { closeMlflow, createMlflow, type Mlflow } from '../mlflow/client';
import { committedCells, sweepUncommitted } from '../mlflow/committed';
import { ensureExperiment } from '../mlflow/experiments';
import { runFormat as run_format } from '../mlflow/run-marks';
import { scanRawRuns } from '../mlflow/search';
import { callMlflow, rawRuns } from '../testbed/raw-mlflow';
import { testStack } from '../testbed/stack';

const experiment = `many-runs-${Date.now()}`;
const cells = 36;
let mlflow: Mlflow;
let id: string;
/** In the order of their start, then of their id. */
let inOrder: string[];

interface Made {
	readonly start: number;
	readonly tags: Readonly<Record<string, string>>;
}

async function make({ start, tags }: Made): Promise<string> {
	const body = {
		experiment_id: id,
		start_time: start,
		tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
	};
	const { run } = await callMlflow<{ run: { info: { run_id: string } } }>('runs/create', body);
	return run.info.run_id;
}

const setTag = (run_id: string, key: string, value: string) => callMlflow('runs/set-tag', { run_id, key, value });

const committed = (cell: number, judge_pending: string) => ({
	bench: 'mine',
	cell_key: sha256Hex(`cell ${cell}`),
	model_digest: cell % 2 === 0 ? 'even' : 'odd',
	judge_kind: 'claude-code',
	judge_pending,
	'artifact:candidates.json': JSON.stringify([`tip ${cell}`]),
});

beforeAll(async () => {
	mlflow = createMlflow(testStack().mlflow);
	({ id } = await ensureExperiment(mlflow, experiment, {}));
	// Two pages and more of one start time, as a quick GPU and a slow clock can make them.
	const startOf = (cell: number) => (cell >= 10 && cell < 20 ? 1_010 : 1_000 + cell);
	for (let cell = 0; cell < cells; cell += 1) await make({ start: startOf(cell), tags: committed(cell, 'true') });
	const runs = await rawRuns(experiment);
	inOrder = runs
		.map(({ info }) => info)
		.sort((a, b) => a.start_time - b.start_time || (a.run_id < b.run_id ? -1 : 1))
		.map(({ run_id }) => run_id);
});
afterAll(() => closeMlflow(mlflow));

async function scanned(onRun: (at: number) => Promise<void> = async () => {}): Promise<string[]> {
	const found: string[] = [];
	for await (const run of scanRawRuns(mlflow, id, { pageSize: 4 })) {
		found.push(run.info.run_id);
		await onRun(found.length);
	}
	return found;
}

test('pages find every run once, the oldest first, also where more than a page began at once', async () => {
	expect(await scanned()).toEqual(inOrder);
	let runs = 0;
	for await (const _run of scanRawRuns(mlflow, id, { pageSize: 4, onProgress: (more) => (runs += more) }));
	expect(runs).toBeGreaterThanOrEqual(cells);
	const ended = new AbortController();
	ended.abort(new Error('enough'));
	await expect(countPending(mlflow, id, { signal: ended.signal })).rejects.toThrow('enough');
});

test('runs made and deleted while the pages are read make them skip none', async () => {
	const extra: string[] = [];
	const found = await scanned(async (at) => {
		if (at !== 6) return;
		// Offsets would now be off by one, and by two.
		extra.push(await make({ start: 1, tags: committed(100, 'true') }));
		extra.push(await make({ start: 9_999, tags: committed(101, 'true') }));
		await callMlflow('runs/delete', { run_id: extra[0] });
	});
	expect(found).toEqual([...inOrder, extra[1]]);
	await callMlflow('runs/delete', { run_id: extra[1] });
});

test('the keys of a model are those of its committed runs', async () => {
	await make({ start: 1_020, tags: { bench: 'other', cell_key: sha256Hex('uncommitted'), model_digest: 'even' } });
	const { keys, readers } = await committedCells(mlflow, id, 'even');
	expect(readers).toEqual({ 'candidates-1': cells / 2 });
	expect(keys.size).toBe(cells / 2);
	expect([0, 1, 2].map((cell) => keys.has(sha256Hex(`cell ${cell}`)))).toEqual([true, false, true]);
	expect(keys.has(sha256Hex('uncommitted'))).toBe(false);
});

test('what waits is counted by cell, whether much of it waits or little', async () => {
	expect(await countPending(mlflow, id)).toBe(cells);
	const twin = await make({ start: 5_000, tags: committed(0, 'true') });
	expect(await countPending(mlflow, id)).toBe(cells);
	for (const runId of inOrder.slice(0, cells - 2)) await setTag(runId, 'judge_pending', 'False');
	// The twin waits, but the cell that it would be has its score.
	expect(await countPending(mlflow, id)).toBe(2);
	await callMlflow('runs/delete', { run_id: twin });
	for (const runId of inOrder.slice(0, cells - 2)) await setTag(runId, 'judge_pending', 'true');
});

test('the judge file holds what waits, in the order of the cell keys, and leaves nothing beside it', async () => {
	const rubric = await createCatalog(projectRoot()).rubric('tip-v1');
	const folder = await mkdtemp(join(testStack().stateDir, 'export-'));
	const source = { experiment, experiment_id: id };
	const read = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
	const { path, ...counts } = await exportPending(mlflow, rubric, source, { folder });
	expect(counts).toEqual({ pending: cells, written: cells, kept: null });
	const file = await read(path);
	const byKey = Array.from({ length: cells }, (_each, cell) => cell).sort((a, b) =>
		sha256Hex(`cell ${a}`) < sha256Hex(`cell ${b}`) ? -1 : 1,
	);
	expect(file.runs.map(({ candidates }) => candidates)).toEqual(byKey.map((cell) => [`tip ${cell}`]));
	expect(file).toMatchObject({ experiment_id: id, judge_kinds: ['claude-code'], rubric: { text: rubric.text } });

	const last = file.runs.at(-1);
	if (last === undefined) throw new Error('no entry');
	last.scores = { ...last.scores, relevance: 5 };
	await writeFile(path, JSON.stringify(file));
	expect(await exportPending(mlflow, rubric, source, { folder, limit: 3 })).toMatchObject({ written: 3 });
	const { runs } = await read(path);
	expect(runs).toEqual([last, file.runs[0], file.runs[1]]);
	expect(await readdir(folder)).toHaveLength(1);

	const broken = JSON.stringify(file).slice(0, -20);
	await writeFile(path, broken);
	const { written, kept } = await exportPending(mlflow, rubric, source, { folder });
	expect({ written, reasons: kept?.reasons }).toEqual({
		written: cells,
		reasons: [expect.stringContaining('cut off')],
	});
	const aside = (await readdir(folder)).filter((name) => name.endsWith('.old'));
	expect(aside.map((name) => join(folder, name))).toEqual([kept?.path]);
	expect(await readFile(join(folder, aside[0] ?? ''), 'utf8')).toBe(broken);
	expect((await read(path)).runs).toHaveLength(cells);
});

test('of the uncommitted runs a sweep deletes those of its bench, and none of another kind, or with the mission’s tag', async () => {
	const before = (await rawRuns(experiment)).length;
	const lost = { bench: 'mine', cell_key: sha256Hex('lost') };
	const swept = [await make({ start: 1_030, tags: lost }), await make({ start: 1_031, tags: { ...lost, run_format } })];
	const kept = [
		await make({ start: 1_032, tags: { ...lost, run_format, judge_pending: 'true' } }),
		await make({ start: 1_033, tags: { ...lost, kind: 'gate' } }),
		await make({ start: 1_034, tags: { ...lost, run_format, judge_pending: 'true', committed: 'true' } }),
	];
	expect(await sweepUncommitted(mlflow, id, { bench: 'mine' })).toBe(swept.length);
	const left = (await rawRuns(experiment)).map(({ info }) => info.run_id);
	for (const each of swept) expect(left).not.toContain(each);
	expect(left).toEqual(expect.arrayContaining(kept));
	expect(left).toHaveLength(before + kept.length);
	// Only the last of the three is a cell of the experiment.
	expect((await committedCells(mlflow, id)).keys.has(sha256Hex('lost'))).toBe(true);
	await callMlflow('runs/delete', { run_id: kept[2] });
	expect((await committedCells(mlflow, id)).keys.has(sha256Hex('lost'))).toBe(false);
});
