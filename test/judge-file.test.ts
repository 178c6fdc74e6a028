import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { createCatalog } from '../catalog/catalog';
import { sha256Hex } from '../domain/hash';
import type { Applied } from '../domain/judging/applied';
import type { JudgeFile } from '../domain/judging/judge-file';
import type { Rubric } from '../domain/judging/rubric';
import { applyJudgeFile } from '../judging/apply';
import { exportPending } from '../judging/export';
import { openJudgeFile } from '../judging/open-judge-file';
import { projectRoot } from '../machine/folders';
import { closeMlflow, createMlflow, type Mlflow } from '../mlflow/client';
import { ensureExperiment } from '../mlflow/experiments';
import { temporalCli, tipBench } from '../testbed/commands';
import { withHttpStandIn } from '../testbed/http-stand-in';
import { printed } from '../testbed/judge-bench';
import { callMlflow, rawRuns } from '../testbed/raw-mlflow';
import { testStack } from '../testbed/stack';

const cells = 4;
let mlflow: Mlflow;
let rubric: Rubric;
let folder: string;
let experiment: string;
let experiment_id: string;
let path: string;

beforeAll(async () => {
	mlflow = createMlflow(testStack().mlflow);
	rubric = await createCatalog(projectRoot()).rubric('tip-v1');
	folder = await mkdtemp(join(testStack().stateDir, 'judge-file-'));
});
afterAll(() => closeMlflow(mlflow));

/** Each test has an experiment of its own, with runs that wait, as a bench records them. */
beforeEach(async () => {
	experiment = `judge-file-${Date.now()}`;
	path = join(folder, `${experiment}.json`);
	const tags = { rubric: rubric.name, rubric_hash: rubric.hash };
	({ id: experiment_id } = await ensureExperiment(mlflow, experiment, tags));
	for (let cell = 0; cell < cells; cell += 1) await makeRun(cell);
	await exportNow();
});

const exportNow = (limit?: number) => exportPending(mlflow, rubric, { experiment, experiment_id }, { path, limit });
const applyNow = async (replace = false) =>
	applyJudgeFile(mlflow, rubric, await openJudgeFile(path), { replace, now: Date.now() });

async function makeRun(cell: number): Promise<void> {
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

type Score = JudgeFile['runs'][number];

async function readFileWhole(): Promise<JudgeFile> {
	return JSON.parse(await readFile(path, 'utf8')) as JudgeFile;
}

/** Scores every entry with fours, and lets a test do more. */
async function scored(more: (entry: Score, at: number) => void = () => undefined): Promise<JudgeFile> {
	const file = await readFileWhole();
	for (const [at, entry] of file.runs.entries()) {
		for (const [name, score] of Object.entries(entry.scores)) entry.scores[name] = score ?? 4;
		more(entry, at);
	}
	return file;
}

const write = (file: JudgeFile) => writeFile(path, JSON.stringify(file, null, 2));
const applyByCommand = (env = {}) => tipBench(['judge', 'apply', path, '--json'], env);
const tagsOf = async (id: string | undefined) =>
	(await rawRuns(experiment)).find(({ info }) => info.run_id === id)?.tags;
const copies = async () =>
	(await readdir(folder)).filter((name) => name.startsWith(experiment) && name.endsWith('.old'));

test('what a judge says in words goes into MLflow with the judgment, and comes back with it', async () => {
	const long = `${'because '.repeat(2_000)}so`;
	const file = await scored((entry, at) => {
		if (at === 0) entry.rationale = 'fits';
		if (at === 1) entry.note = long;
	});
	await write(file);
	expect(printed<Applied>(await applyByCommand())).toMatchObject({ written: cells, noted: 0, pending: 0, mended: [] });
	const [first, second] = file.runs.map(({ run_id }) => run_id);
	expect(await tagsOf(first)).toMatchObject({ judge_pending: 'false', 'artifact:rationale': 'fits' });
	expect((await tagsOf(second))?.['artifact:note.2']).toHaveLength(8_000);
	expect(await applyNow()).toMatchObject({ written: 0, noted: 0, unchanged: cells });

	// A note that comes later is added; another one in its place is a conflict, and so is its loss.
	await write(
		await scored((entry, at) => Object.assign(entry, at === 0 ? { rationale: 'fits', comment: 'late' } : {})),
	);
	expect(await applyNow()).toMatchObject({ written: 0, noted: 1, unchanged: cells - 1 });
	expect(await tagsOf(first)).toMatchObject({ 'artifact:rationale': 'fits', 'artifact:comment': 'late' });
	await write(await scored((entry, at) => Object.assign(entry, at === 1 ? { note: 'short' } : {})));
	await expect(applyNow()).rejects.toThrow(/note "because .*→ "short"/);
	expect(await applyNow(true)).toMatchObject({ written: 1 });
	const tags = (await tagsOf(second)) ?? {};
	expect(tags['artifact:note']).toBe('short');
	expect(tags).not.toHaveProperty(['artifact:note.2']);
});

const rewritten: [string, (text: string) => string | Buffer, RegExp][] = [
	['in a code fence with talk', (text) => `Done, all 4 of them:\n\`\`\`json\n${text}\n\`\`\`\nAsk me.`, /code fence/],
	[
		'with comments and commas',
		(text) => text.replaceAll('\n    }', ',\n    } // done').replace('"runs": [', '"runs": [ /* all */'),
		/commas/,
	],
	['in UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), /UTF-16LE/],
	['in Latin-1', (text) => Buffer.from(text.replaceAll('–', '-'), 'latin1'), /Windows-1252/],
	['with typographic quotes', (text) => text.replace(/"(\w+)":/g, '“$1”:'), /typographic quotes/],
	['with scores as texts', (text) => text.replaceAll(': 4', ': "4"'), /scores written as texts/],
	['without candidates', (text) => text.replace(/"candidates": \[[^\]]*\],/g, ''), /candidates left out/],
	[
		'without computed flags',
		(text) => text.replace(/,\s*"format_ok": 1,\s*"overlong": 0/g, ''),
		/computed flags left out/,
	],
];

test.each(rewritten)('a file rewritten %s is applied, and what was mended is said', async (_how, rewrite, said) => {
	const file = await scored((entry, at) => Object.assign(entry, at === 0 ? { note: 'für dich' } : {}));
	await writeFile(path, rewrite(JSON.stringify(file, null, 2)));
	const applied = await applyNow();
	expect(applied).toMatchObject({ written: cells, pending: 0 });
	expect(applied.mended.join('\n')).toMatch(said);
	const runs = await rawRuns(experiment);
	expect(runs.map(({ metrics }) => metrics.composite)).toEqual(Array.from({ length: cells }, () => 14));
	expect(runs.map(({ tags }) => tags['artifact:note']).filter(Boolean)).toEqual(['für dich']);
});

test('scores under another name are refused by apply, and export keeps a copy of their file', async () => {
	const file = await readFileWhole();
	for (const entry of file.runs) Object.assign(entry, { relevance_score: 4, judgment: { tone: 5 } });
	await write(file);
	const text = await readFile(path, 'utf8');
	const before = await rawRuns(experiment);
	const { code, stderr } = await applyByCommand();
	expect(code).toBe(2);
	expect(stderr).toMatch(
		/line \d+, column \d+, runs\[3\] \(\w{32}\)\.relevance_score: 4 .* did you mean scores\.relevance\?/,
	);
	expect(stderr).toMatch(/runs\[0\] \(\w{32}\)\.judgment\.tone: 5 .* did you mean scores\.tone\?/);
	expect(await rawRuns(experiment)).toEqual(before);

	const exported = await tipBench(['judge', 'export', experiment, '--out', path]);
	const [copy] = await copies();
	expect(exported.stderr).toContain(`kept as ${join(folder, copy ?? 'none')}`);
	expect(exported.stderr).toContain('has a member that no entry has');
	expect(await readFile(join(folder, copy ?? ''), 'utf8')).toBe(text);
	expect((await readFileWhole()).runs).toHaveLength(cells);
});

test('export carries scores and notes over, and keeps no copy where nothing is lost', async () => {
	const file = await readFileWhole();
	const [first, second, third] = file.runs;
	if (first === undefined || second === undefined || third === undefined) throw new Error('no entries');
	Object.assign(first.scores, { relevance: 5 });
	second.note = 'I cannot judge this';
	Object.assign(third.scores, { overlong: 1 });
	file.by = 'Anna';
	await write(file);
	expect(await exportNow()).toMatchObject({ written: cells, kept: null });
	expect(await readFileWhole()).toEqual(file);
	// Whatever the limit, those that somebody has begun come first.
	expect(await exportNow(1)).toMatchObject({ written: 3, kept: null });
	expect(await readFileWhole()).toEqual({ ...file, runs: [first, second, third] });

	// What was applied is in MLflow: nothing is lost with the file.
	const all = await scored((entry) => (entry.rationale = 'fits'));
	await write({ ...all, runs: all.runs.slice(0, 2) });
	expect(await applyNow()).toMatchObject({ written: 2, pending: 2 });
	expect(await exportNow()).toMatchObject({ written: 2, kept: null });
	expect(await copies()).toEqual([]);

	// Other scores for a run that is judged are nowhere else.
	await write({
		...all,
		runs: all.runs.slice(0, 2).map((entry) => ({ ...entry, scores: { ...entry.scores, tone: 1 } })),
	});
	expect(await exportNow()).toMatchObject({
		written: 2,
		kept: { reasons: [expect.stringMatching(/^2 of its entries/)] },
	});
	expect(await copies()).toHaveLength(1);
});

test.each<[string, (file: JudgeFile) => string]>([
	['is cut', (file) => JSON.stringify(file).slice(0, -40)],
	['has a comment', (file) => JSON.stringify(file, null, 1).replace('"runs": [', '"runs": [ // hm')],
	['has words of its own', (file) => JSON.stringify({ ...file, remarks: 'a hard one' })],
	['has other candidates', (file) => JSON.stringify(file).replace('tip 1', 'tip one')],
	['has a run twice', (file) => JSON.stringify({ ...file, runs: [...file.runs, file.runs[0]] })],
	['is of another experiment', (file) => JSON.stringify({ ...file, experiment: 'other' })],
	[
		'has scores of a run that is not there',
		(file) =>
			JSON.stringify({
				...file,
				runs: [...file.runs, { ...file.runs[0], run_id: 'f'.repeat(32), scores: { tone: 4 } }],
			}),
	],
	['is no judge file', () => 'my notes'],
])('a file that %s is kept beside the one exported over it', async (_what, spoil) => {
	const text = spoil(await readFileWhole());
	await writeFile(path, text);
	await exportNow();
	const [copy] = await copies();
	expect(await readFile(join(folder, copy ?? ''), 'utf8')).toBe(text);
	expect((await readFileWhole()).runs).toHaveLength(cells);
});

test.each([
	['between two runs', 4, 2],
	['in the middle of a run', 3, 1],
])(
	'an apply that MLflow interrupts %s says how many were written, and goes on when it is repeated',
	async (_where, most, written) => {
		await write(await scored((entry) => (entry.note = 'fine')));
		let batches = 0;
		const mlflow = new URL(testStack().mlflow);
		const interrupted = await withHttpStandIn(
			(incoming, answer) => {
				// Two a run: its scores, then the marks that it is judged.
				if (incoming.url?.endsWith('/log-batch')) batches += 1;
				if (batches > most) {
					answer.writeHead(503).end('going down');
					return;
				}
				const headers = { ...incoming.headers, host: mlflow.host };
				const asked = request(new URL(incoming.url ?? '', mlflow), { method: incoming.method, headers }, (given) => {
					answer.writeHead(given.statusCode ?? 500, given.headers);
					given.pipe(answer);
				});
				incoming.pipe(asked);
			},
			(url) => applyByCommand({ MLFLOW_TRACKING_URI: url }),
		);
		expect(interrupted.code).not.toBe(0);
		expect(interrupted.stderr).toContain(`${written} of 4 runs were written before that; apply the file again`);
		expect(await applyNow()).toMatchObject({ written: cells - written, unchanged: written, pending: 0 });
	},
);

test('the command and the workflow say what was mended', async () => {
	const fenced = `\`\`\`json\n${JSON.stringify(await scored())}\n\`\`\`\n`;
	await writeFile(path, fenced);
	expect(await applyByCommand()).toMatchObject({ code: 0, stderr: expect.stringMatching(/^mended: code fence/m) });
	const run = [
		'workflow',
		'execute',
		'--task-queue',
		'bench',
		'--type',
		'apply',
		'--workflow-id',
		`apply-${experiment}`,
	];
	const { stdout } = await temporalCli(...run, '--input', JSON.stringify(path), '--output', 'json');
	const { result } = JSON.parse(stdout) as { result: Applied };
	expect(result).toMatchObject({ unchanged: cells, mended: [expect.stringMatching(/code fence/)] });
});
