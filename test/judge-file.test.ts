import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Applied } from '../domain/judging/applied';
import { closeMlflow } from '../mlflow/client';
import { temporalCli, tipBench } from '../testbed/commands';
import { withHttpStandIn } from '../testbed/http-stand-in';
import { printed } from '../testbed/judge-bench';
import { rawRuns } from '../testbed/raw-mlflow';
import { testStack } from '../testbed/stack';
import { makeWaitingRuns, type WaitingRuns } from '../testbed/waiting-runs';

const cells = 4;
let stage: WaitingRuns;

beforeEach(async () => {
	stage = await makeWaitingRuns(cells);
});
afterEach(() => closeMlflow(stage.mlflow));

test('what a judge says in words goes into MLflow with the judgment, and comes back with it', async () => {
	const long = `${'because '.repeat(2_000)}so`;
	const file = await stage.scored((entry, at) => {
		if (at === 0) entry.rationale = 'fits';
		if (at === 1) entry.note = long;
	});
	await stage.write(file);
	expect(printed<Applied>(await stage.applyByCommand())).toMatchObject({
		written: cells,
		noted: 0,
		pending: 0,
		mended: [],
	});
	const [first, second] = file.runs.map(({ run_id }) => run_id);
	expect(await stage.tagsOf(first)).toMatchObject({ judge_pending: 'false', 'artifact:rationale': 'fits' });
	expect((await stage.tagsOf(second))?.['artifact:note.2']).toHaveLength(8_000);
	expect(await stage.applyNow()).toMatchObject({ written: 0, noted: 0, unchanged: cells });

	// A note that comes later is added; another one in its place is a conflict, and so is its loss.
	await stage.write(
		await stage.scored((entry, at) => Object.assign(entry, at === 0 ? { rationale: 'fits', comment: 'late' } : {})),
	);
	expect(await stage.applyNow()).toMatchObject({ written: 0, noted: 1, unchanged: cells - 1 });
	expect(await stage.tagsOf(first)).toMatchObject({ 'artifact:rationale': 'fits', 'artifact:comment': 'late' });
	await stage.write(await stage.scored((entry, at) => Object.assign(entry, at === 1 ? { note: 'short' } : {})));
	await expect(stage.applyNow()).rejects.toThrow(/note "because .*→ "short"/);
	expect(await stage.applyNow(true)).toMatchObject({ written: 1 });
	const tags = (await stage.tagsOf(second)) ?? {};
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
	const file = await stage.scored((entry, at) => Object.assign(entry, at === 0 ? { note: 'für dich' } : {}));
	await writeFile(stage.path, rewrite(JSON.stringify(file, null, 2)));
	const applied = await stage.applyNow();
	expect(applied).toMatchObject({ written: cells, pending: 0 });
	expect(applied.mended.join('\n')).toMatch(said);
	const runs = await rawRuns(stage.experiment);
	expect(runs.map(({ metrics }) => metrics.composite)).toEqual(Array.from({ length: cells }, () => 14));
	expect(runs.map(({ tags }) => tags['artifact:note']).filter(Boolean)).toEqual(['für dich']);
});

test('scores under another name are refused by apply, and export keeps a copy of their file', async () => {
	const file = await stage.readWhole();
	for (const entry of file.runs) Object.assign(entry, { relevance_score: 4, judgment: { tone: 5 } });
	await stage.write(file);
	const text = await readFile(stage.path, 'utf8');
	const before = await rawRuns(stage.experiment);
	const { code, stderr } = await stage.applyByCommand();
	expect(code).toBe(2);
	expect(stderr).toMatch(
		/line \d+, column \d+, runs\[3\] \(\w{32}\)\.relevance_score: 4 .* did you mean scores\.relevance\?/,
	);
	expect(stderr).toMatch(/runs\[0\] \(\w{32}\)\.judgment\.tone: 5 .* did you mean scores\.tone\?/);
	expect(await rawRuns(stage.experiment)).toEqual(before);

	const exported = await tipBench(['judge', 'export', stage.experiment, '--out', stage.path]);
	const [copy] = await stage.copies();
	expect(exported.stderr).toContain(`kept as ${join(stage.folder, copy ?? 'none')}`);
	expect(exported.stderr).toContain('has a member that no entry has');
	expect(await readFile(join(stage.folder, copy ?? ''), 'utf8')).toBe(text);
	expect((await stage.readWhole()).runs).toHaveLength(cells);
});

test.each([
	['between two runs', [], 2, 2],
	['in the middle of a run whose scores it replaces', ['--replace'], 3, 1],
])(
	'an apply that MLflow interrupts %s says how many were written, and goes on when it is repeated',
	async (_where, replace, most, written) => {
		await stage.write(await stage.scored((entry) => (entry.note = 'fine')));
		if (replace.length > 0) {
			await stage.applyNow();
			const scored = await stage.readWhole();
			for (const entry of scored.runs) entry.scores.tone = 2;
			await stage.write(scored);
		}
		let batches = 0;
		const mlflow = new URL(testStack().mlflow);
		const interrupted = await withHttpStandIn(
			(incoming, answer) => {
				// One a run; two where it is marked as pending while its scores are replaced.
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
			(url) => tipBench(['judge', 'apply', stage.path, ...replace], { MLFLOW_TRACKING_URI: url }),
		);
		expect(interrupted.code).not.toBe(0);
		expect(interrupted.stderr).toContain(`${written} of 4 runs were written before that; apply the file again`);
		const again = await stage.applyNow(replace.length > 0);
		expect(again).toMatchObject({ written: cells - written, unchanged: written, pending: 0 });
	},
);

test('the command and the workflow say what was mended', async () => {
	const fenced = `\`\`\`json\n${JSON.stringify(await stage.scored())}\n\`\`\`\n`;
	await writeFile(stage.path, fenced);
	expect(await stage.applyByCommand()).toMatchObject({
		code: 0,
		stderr: expect.stringMatching(/^mended: code fence/m),
	});
	const run = [
		'workflow',
		'execute',
		'--task-queue',
		'bench',
		'--type',
		'apply',
		'--workflow-id',
		`apply-${stage.experiment}`,
	];
	const { stdout } = await temporalCli(...run, '--input', JSON.stringify(stage.path), '--output', 'json');
	const { result } = JSON.parse(stdout) as { result: Applied };
	expect(result).toMatchObject({ unchanged: cells, mended: [expect.stringMatching(/code fence/)] });
});
