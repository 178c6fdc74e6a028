import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JudgeFile } from '../domain/judging/judge-file';
import { closeMlflow } from '../mlflow/client';
import { makeWaitingRuns, type WaitingRuns } from '../testbed/waiting-runs';

const cells = 4;
let stage: WaitingRuns;

beforeEach(async () => {
	stage = await makeWaitingRuns(cells);
});
afterEach(() => closeMlflow(stage.mlflow));

test('export carries scores and notes over, and keeps no copy where nothing is lost', async () => {
	const file = await stage.readWhole();
	const [first, second, third] = file.runs;
	if (first === undefined || second === undefined || third === undefined) throw new Error('no entries');
	Object.assign(first.scores, { relevance: 5 });
	second.note = 'I cannot judge this';
	Object.assign(third.scores, { overlong: 1 });
	file.by = 'Anna';
	await stage.write(file);
	expect(await stage.exportNow()).toMatchObject({ written: cells, kept: null });
	expect(await stage.readWhole()).toEqual({ ...file, exported_at: expect.any(String) });
	// Whatever the limit, those that somebody has begun come first.
	expect(await stage.exportNow(1)).toMatchObject({ written: 3, kept: null });
	expect(await stage.readWhole()).toMatchObject({ by: file.by, runs: [first, second, third] });

	// What was applied is in MLflow: nothing is lost with the file.
	const all = await stage.scored((entry) => (entry.rationale = 'fits'));
	await stage.write({ ...all, runs: all.runs.slice(0, 2) });
	expect(await stage.applyNow()).toMatchObject({ written: 2, pending: 2 });
	expect(await stage.exportNow()).toMatchObject({ written: 2, kept: null });
	expect(await stage.copies()).toEqual([]);

	// Other scores for a run that is judged are nowhere else.
	await stage.write({
		...all,
		runs: all.runs.slice(0, 2).map((entry) => ({ ...entry, scores: { ...entry.scores, tone: 1 } })),
	});
	expect(await stage.exportNow()).toMatchObject({
		written: 2,
		kept: { reasons: [expect.stringMatching(/^2 of its entries/)] },
	});
	expect(await stage.copies()).toHaveLength(1);
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
	const text = spoil(await stage.readWhole());
	await writeFile(stage.path, text);
	await stage.exportNow();
	const [copy] = await stage.copies();
	expect(await readFile(join(stage.folder, copy ?? ''), 'utf8')).toBe(text);
	expect((await stage.readWhole()).runs).toHaveLength(cells);
});
