import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { JudgeFile } from '../domain/judging/judge-file';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { rankExperiment } from '../judging/rank';
import { storeScores } from '../judging/store-scores';
import { projectRoot } from '../machine/folders';
import { recordedRunOf } from '../mlflow/decode-run';
import { contentOf } from '../mlflow/run-schema';
import { scanRawRuns } from '../mlflow/search';
import { rankedParts } from '../server/experiments/boards';
import { createThreadRunner } from '../server/jobs/thread-runner';
import { createRowPacker, type KeptRow } from '../server/kept/kept-row';
import { keptRuns } from '../server/kept/kept-runs';
import { type TestApp, testApp } from '../server/test-support/test-app';
import { openMadeExperiment } from '../testbed/made-experiment';
import { callMlflow } from '../testbed/raw-mlflow';
import { stackVariables, testStack } from '../testbed/stack';

// The routes about experiments on a real MLflow: what they answer is what the commands say, and no judge sees whom it judges.

const models = ['secret-a:1b', 'secret-b:1b'];
const scenarios = ['morning', 'evening', 'night'];
const cells = models.flatMap((model) =>
	scenarios.map((scenario, at) => ({
		model,
		scenario,
		candidates: [`Walk ${at} of ${model.length}.`, '‮right to left 😀'],
	})),
);
let stage: Awaited<ReturnType<typeof openMadeExperiment>>;
let app: TestApp;
beforeAll(async () => {
	stage = await openMadeExperiment(cells, { lazy: 'claude-code', auto: 'haiku' });
	app = testApp({ env: stackVariables(testStack()) });
});
afterAll(async () => {
	app.remove();
	await stage.close();
});

const named = (verb: string, query: Record<string, string> = {}, name = stage.experiment) =>
	`/api/bench/${verb}?${new URLSearchParams({ experiment: name, ...query })}`;
async function get<T>(verb: string, query?: Record<string, string>, name?: string): Promise<T> {
	const answer = await app.ask(named(verb, query, name));
	if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
	return (await answer.json()) as T;
}
const post = (verb: string, body: unknown, query?: Record<string, string>) =>
	app.ask(named(verb, query), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
interface Item {
	readonly item: {
		readonly id: string;
		readonly candidates: string[];
		readonly scales: { asked: { name: string }[] };
	} | null;
	readonly progress: { readonly pending: number; readonly scored: number };
}
const item = (by: string, query: Record<string, string> = {}) => get<Item>('item', { by, ...query });
const fours = { relevance: 4, actionability: 4, tone: 4 };

test('an item names neither model, prompt version nor run, and carries the rubric’s scales', async () => {
	const answer = await app.ask(named('item', { by: 'Ada' }));
	const text = await answer.text();
	const runs = await get<{ runs: { run_id: string }[] }>('runs');
	for (const secret of [...models, 'v3-few-shot', stage.experiment, 'http', ...runs.runs.map(({ run_id }) => run_id)]) {
		expect(text).not.toContain(secret);
	}
	const { item: shown, progress } = JSON.parse(text);
	expect(progress).toEqual({ pending: 6, scored: 0, damaged: 0 });
	expect(shown.scales.asked.map(({ name }: { name: string }) => name)).toEqual(['relevance', 'actionability', 'tone']);
	expect(shown.scales.asked[0].text.levels.length).toBeGreaterThan(2);
	expect(shown.scenario).toHaveProperty('persona');
	expect(shown.candidates[1]).toBe('‮right to left 😀');
	expect(Object.keys(shown).sort()).toEqual(['candidates', 'computed', 'id', 'scales', 'scenario']);
});

test('a judge goes through all items, the ids of yesterday hold, and a second server means the same', async () => {
	const seen: string[] = [];
	for (let at = await item('Ada'); at.item !== null; at = await item('Ada', { after: at.item.id }))
		seen.push(at.item.id);
	expect(new Set(seen).size).toBe(6);
	const skipping = await item('Ada', { skip: seen.slice(0, 2).join() });
	expect(skipping.item?.id).toBe(seen[2]);
	const again = testApp({ env: stackVariables(testStack()) });
	const same = (await (await again.ask(named('item', { by: 'Ada' }))).json()) as Item;
	again.remove();
	expect(same.item?.id).toBe(seen[0]);
});

test('scores are stored once, other ones of the same judge are refused with both, and replaced on purpose', async () => {
	const { item: first } = await item('Ada');
	const given = { item: first?.id, by: 'Ada', scores: fours, note: 'fine' };
	expect(await (await post('item', given)).json()).toEqual({ change: 'fresh', progress: { pending: 5, scored: 1 } });
	expect(await (await post('item', given)).json()).toEqual({ change: 'same', progress: { pending: 5, scored: 1 } });
	const other = await post('item', { ...given, scores: { ...fours, tone: 2 } });
	expect(other.status).toBe(409);
	const problem = await other.json();
	expect(problem).toMatchObject({
		code: 'JudgmentConflict',
		faults: [{ key: 'scores.tone', message: '4 before, 2 now' }],
	});
	expect(JSON.stringify(problem)).not.toMatch(/[0-9a-f]{32}/);
	const replaced = await post('item', { ...given, scores: { ...fours, tone: 2 }, replace: true });
	expect(await replaced.json()).toMatchObject({ change: 'different' });
	const beside = await post('item', { ...given, by: 'Bob', scores: { ...fours, tone: 5 } });
	expect(await beside.json()).toMatchObject({ change: 'opinion', progress: { scored: 1 } });
	expect((await item('Ada')).item?.id).not.toBe(first?.id);
});

test.each([
	['no item', (id: string) => ({ item: 'AAAA', by: 'Ada', scores: fours, id }), 'item'],
	['a score off its scale', (id: string) => ({ item: id, by: 'Ada', scores: { ...fours, tone: 9 } }), 'scores.tone'],
	['half a score', (id: string) => ({ item: id, by: 'Ada', scores: { ...fours, tone: 2.5 } }), 'scores.tone'],
	[
		'a score too few',
		(id: string) => ({ item: id, by: 'Ada', scores: { relevance: 1, tone: 1 } }),
		'scores.actionability',
	],
	['a score of no rubric', (id: string) => ({ item: id, by: 'Ada', scores: { ...fours, wit: 3 } }), 'scores.wit'],
	['nobody’s name', (id: string) => ({ item: id, by: 'none', scores: fours }), 'by'],
	['an auto judge’s name', (id: string) => ({ item: id, by: 'haiku', scores: fours }), 'by'],
])('%s is refused by its key', async (_what, bodyOf, key) => {
	const { id: _id, ...body } = { id: '', ...bodyOf((await item('Ada')).item?.id ?? '') };
	const answer = await post('item', body);
	expect(answer.status).toBe(400);
	expect(await answer.json()).toMatchObject({ code: 'RequestInvalid', faults: [{ key }] });
});

test('the leaderboard is the command’s, also right after somebody else has scored', async () => {
	const ours = () => get<Leaderboard>('leaderboard');
	const theirs = () => rankExperiment(stage.mlflow, stage.at, stage.rubric);
	expect(await ours()).toEqual(JSON.parse(JSON.stringify(await theirs())));
	const { runs } = await get<{ runs: { run_id: string }[] }>('runs', { pending: '1', limit: '1' });
	const scores = { ...fours, format_ok: 1, overlong: 0 };
	const given = { run_id: runs[0]?.run_id ?? '', scores, note: '', replace: false, by: 'Eve', judged_at: Date.now() };
	const before = await ours();
	await storeScores(stage.mlflow, stage.rubric, given);
	const after = await ours();
	expect(after.pending).toBe(before.pending - 1);
	expect(after).toEqual(JSON.parse(JSON.stringify(await theirs())));
	const csv = await app.ask(named('leaderboard', { format: 'csv' }));
	expect(csv.headers.get('content-type')).toContain('text/csv');
	expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="judged-runs-.*\.csv"/);
	expect((await csv.text()).split('\n')[0]).toContain('rank,model,prompt');
	expect(await (await app.ask(named('leaderboard', { format: 'md' }))).text()).toContain('| model');
});

test('a judge file with drift checks is asked for by name; who has scored little, or today, finds none in it', async () => {
	const asked = (query: Record<string, string>) => app.ask(named('export', query), { method: 'POST' });
	expect((await asked({ drift: '1' })).status).toBe(400);
	expect((await asked({ by: 'Ada', drift: '0' })).status).toBe(400);
	const plain = (await (await app.ask(named('export', { by: 'Ada' }))).json()) as JudgeFile;
	const file = (await (await asked({ by: 'Ada', drift: '1' })).json()) as JudgeFile;
	expect(file).toMatchObject({ by: 'Ada', runs: plain.runs.map(({ run_id }) => ({ run_id })) });
});

test('a judge file goes out, comes back scored, and twice is the same as once', async () => {
	const exported = await app.ask(named('export', { by: 'Cleo' }));
	expect(exported.headers.get('content-disposition')).toContain('.judge.json');
	const file = (await exported.json()) as JudgeFile;
	expect([file.by, file.runs.length]).toEqual(['Cleo', 4]);
	for (const entry of file.runs) Object.assign(entry.scores, { relevance: 3, actionability: 3, tone: 3 });
	const text = JSON.stringify(file);
	expect(await (await post('apply', text, { dry_run: '1' })).json()).toMatchObject({
		written: 4,
		dry_run: true,
		by: 'Cleo',
	});
	expect(await (await post('apply', text)).json()).toMatchObject({ written: 4, pending: 0 });
	expect(await (await post('apply', text)).json()).toMatchObject({ written: 0, unchanged: 4 });
	expect(await item('Cleo')).toMatchObject({ item: null, progress: { pending: 0, scored: 4 } });
	const broken = await post('apply', '{"format":');
	expect(broken.status).toBe(422);
	expect(await broken.text()).not.toContain(testStack().stateDir);
	const elsewhere = await post('apply', text.replaceAll(stage.experiment, 'another'));
	expect(await elsewhere.json()).toMatchObject({ code: 'JudgeFileInvalid' });
});

test('cells, grid, comparison, disagreements, trust, gates and the report tell of the same runs', async () => {
	const grid = await get<{ rows: unknown[]; scenarios: string[]; cells: unknown[][] }>('grid');
	expect([grid.rows.length, grid.scenarios.length, grid.cells.length]).toEqual([2, 3, 6]);
	const runId = String(grid.cells[0]?.at(-1));
	const cell = await get<Record<string, unknown>>('cell', { run_id: runId });
	expect(cell).toMatchObject({ prompt_text: expect.stringContaining(' '), candidates: expect.any(Array), damaged: [] });
	expect(cell.links).toMatchObject({ mlflow: expect.stringContaining(runId) });
	const compare = { a: 'secret-a:1b,v3-few-shot', b: 'secret-b:1b,v3-few-shot' };
	const compared = await get<{ items: { a: { runs: { candidates: string[] }[] } }[]; both: number }>(
		'compare',
		compare,
	);
	expect([compared.both, compared.items.length]).toEqual([3, 3]);
	expect(compared.items[0]?.a.runs[0]?.candidates).toHaveLength(2);
	expect((await app.ask(named('compare', { ...compare, b: 'nobody:1b,v1' }))).status).toBe(404);
	expect(await get('disagreements', { delta: '0' })).toMatchObject({ delta: 0 });
	expect(await get('trust')).toMatchObject({ rubric: 'tip-v1' });
	const gate = { baseline: 'secret-a:1b,v3-few-shot', better_by: 1 };
	const decided = (await (await post('gate', gate)).json()) as { answer: string; number: number };
	expect(decided).toMatchObject({ answer: 'not enough evidence', number: 1 });
	expect(await get('gate')).toMatchObject({ gates: [{ number: 1, answer: 'not enough evidence' }] });
	expect((await post('gate', { baseline: 'nobody,v1' })).status).toBe(422);
	const report = await app.ask(named('report'));
	expect(report.headers.get('content-type')).toContain('text/html');
	expect(await report.text()).toContain('secret-a:1b');
});

test('hostile names and ids reach nothing, and what is not there says so', async () => {
	for (const name of ['../x', 'a b"c\'d', "x' OR 1=1", '😀', 'x'.repeat(500), '%2e%2e', 'a\nb']) {
		const answer = await app.ask(named('leaderboard', {}, name));
		expect([name, answer.status]).toEqual([name, 404]);
	}
	expect((await app.ask(named('leaderboard', {}, 'x'.repeat(5_000)))).status).toBe(400);
	expect((await app.ask(named('cell', { run_id: "x' OR '1" }))).status).toBe(400);
	expect((await app.ask(named('cell', { run_id: 'f'.repeat(32) }))).status).toBe(404);
	expect((await app.ask(named('runs', { after: 'zzz' }))).status).toBe(400);
	expect(await get('runs', { model: "x' OR '1'='1" })).toMatchObject({ runs: [], total: 0 });
});

test('experiments of a hostile name, of the former harness, and deleted ones', async () => {
	const name = `prompt-ab/v1 "vs" 'v2' 😀 ${Date.now()}`;
	const { experiment_id } = await callMlflow<{ experiment_id: string }>('experiments/create', { name });
	const tags = [
		...[
			{ key: 'judge_pending', value: 'False' },
			{ key: 'model', value: 'old:1b' },
			{ key: 'prompt', value: 'p' },
		],
		{ key: 'scenario', value: 's' },
	];
	const { run } = await callMlflow<{ run: { info: { run_id: string } } }>('runs/create', {
		experiment_id,
		start_time: 1,
		tags,
	});
	const metrics = ['relevance', 'composite'].map((key) => ({ key, value: 5, timestamp: 1, step: 0 }));
	await callMlflow('runs/log-batch', { run_id: run.info.run_id, metrics });
	expect(await get('runs', {}, name)).toMatchObject({ runs: [{ model: 'old:1b', state: 'judged' }], total: 1 });
	expect(await get('leaderboard', {}, name)).toMatchObject({ rows: [{ model: 'old:1b', judged: 1 }] });
	const answer = await app.ask('/api/bench/experiments?all=1&prefix=prompt-ab/');
	const listed = (await answer.json()) as { experiments: { name: string }[] };
	expect(listed.experiments.map((each) => each.name)).toContain(name);
	await callMlflow('experiments/delete', { experiment_id });
	const deleted = await app.ask(named('leaderboard', {}, name));
	expect([deleted.status, ((await deleted.json()) as { code: string }).code]).toEqual([409, 'ExperimentDeleted']);
	await callMlflow('experiments/restore', { experiment_id });
	expect(await get('runs', {}, name)).toMatchObject({ total: 1 });
});

test('the thread ranks as this one does, hands on what fails, and comes again where it has died', async () => {
	const runner = createThreadRunner(join(projectRoot(), 'dist/server/jobs/thread.js'), { ...process.env });
	const packer = createRowPacker();
	const rows: KeptRow[] = [];
	for await (const raw of scanRawRuns(stage.mlflow, stage.at.experiment_id)) {
		const run = recordedRunOf(raw);
		if (run !== null) rows.push(packer.pack({ ...run, content: contentOf(raw) }));
	}
	const { url, source } = stage.mlflow;
	const experiment = { id: stage.at.experiment_id, name: stage.experiment, tags: {} };
	const place = { mlflow: { url, source }, experiment, rubric: stage.rubric, minKappa: 0.6 };
	const rank = () => runner.run('rank', place, { more: rankedParts(keptRuns(rows, packer)) });
	const expected = JSON.parse(
		JSON.stringify(await rankExperiment(stage.mlflow, stage.at, stage.rubric, { minKappa: 0.6 })),
	);
	expect(JSON.parse(JSON.stringify(await rank()))).toEqual(expected);
	const asked = { baseline: { model: 'no', prompt: 'no' }, alpha: 0.05, require_both: false };
	await expect(runner.run('gate', { ...place, asked })).rejects.toMatchObject({
		code: 'GateRefused',
		name: 'TipBenchError',
	});
	await runner.close();
	await pause(50);
	expect((await rank()).rows).toHaveLength(2);
	await runner.close();
});
