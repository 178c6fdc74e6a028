import { closeMlflow, createMlflow, type Mlflow } from '../mlflow/client';
import { ensureExperiment } from '../mlflow/experiments';
import { createRun, fillRun } from '../mlflow/record-run';
import { scanRuns } from '../mlflow/recorded-runs';
import { changing } from '../mlflow/revision';
import type { RunContent } from '../mlflow/run-content';
import { runFormat } from '../mlflow/run-marks';
import { writeJudgment } from '../mlflow/write-judgment';
import { mlflowPage } from '../testbed/mlflow-page';
import { type Intervention, type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { callMlflow, rawRuns, type SeenRun } from '../testbed/raw-mlflow';
import { runContent } from '../testbed/run-content';
import { testStack } from '../testbed/stack';

const experiment = `recording-${Date.now()}`;
let proxy: OllamaProxy;
let mlflow: Mlflow;
let experimentId: string;
/** What the proxy does to the next requests in whose path this stands. */
let hindered: { path: string; what: Intervention } | null = null;

beforeAll(async () => {
	proxy = await startOllamaProxy({
		target: testStack().mlflow,
		intervene: ({ path }) => (hindered !== null && path.includes(hindered.path) ? hindered.what : null),
	});
	mlflow = createMlflow(proxy.url);
	({ id: experimentId } = await ensureExperiment(mlflow, experiment, {}));
});
afterAll(async () => {
	await closeMlflow(mlflow);
	await proxy.close();
});
afterEach(() => {
	hindered = null;
});

const create = ({ cell, bench }: RunContent) => createRun(mlflow, { experimentId, bench, cell, startedAt: Date.now() });

const fill = (runId: string, content: RunContent) =>
	changing(mlflow, experimentId, (writer) => fillRun(writer, runId, content));

async function record(content: RunContent): Promise<string> {
	const runId = await create(content);
	await fill(runId, content);
	return runId;
}

/** The requests that something takes, as MLflow gets them. */
async function requestsOf(work: () => Promise<unknown>): Promise<string[]> {
	const before = proxy.requests.length;
	await work();
	return proxy.requests.slice(before).map(({ method, path }) => `${method} ${path.split('?')[0]?.split('/').at(-1)}`);
}

async function runOf(runId: string): Promise<SeenRun> {
	const run = (await rawRuns(experiment)).find(({ info }) => info.run_id === runId);
	if (run === undefined) throw new Error(`no run ${runId}`);
	return run;
}

async function committedIds(): Promise<string[]> {
	const ids: string[] = [];
	for await (const { run_id } of scanRuns(mlflow, experimentId)) ids.push(run_id);
	return ids;
}

const given = {
	scores: { relevance: 4, actionability: 5, tone: 3, format_ok: 1, overlong: 0 },
	composite: 14,
	by: 'somebody <b>',
	kind: 'claude-code',
	judged_at: '2023-11-14T22:15:00.000Z',
	exported_at: null,
	notes: {},
};
const judge = async (runId: string, more: Partial<typeof given> = {}, replace = false) => {
	const { rubric } = await runContent([]);
	return changing(mlflow, experimentId, (writer) =>
		writeJudgment(writer, runId, { rubric, given: { ...given, ...more }, replace }),
	);
};

test('a cell takes six requests, the commit mark in the last, and one tells that the experiment has changed', async () => {
	const content = await runContent(['Pack the lunch.', 'Walk early.']);
	let runId = '';
	const requests = await requestsOf(async () => {
		runId = await record(content);
	});
	expect(requests).toEqual([
		...['POST create', 'POST log-batch', 'POST update', 'PUT cell.json', 'GET get', 'POST log-batch'],
		'POST set-experiment-tag',
	]);
	const { info, tags } = await runOf(runId);
	expect(info).toMatchObject({ run_name: 'v3-few-shot × parent-morning × m:1b', status: 'FINISHED' });
	expect(tags).toMatchObject({ run_format: runFormat, committed: 'true', judged: 'false', judge_pending: 'true' });
});

test('a cell with long texts takes no more, nor one on a server that serves no artifacts', async () => {
	const long = await runContent(['x'.repeat(30_000), 'y'.repeat(30_000)]);
	expect(await requestsOf(() => record(long))).toHaveLength(7);
	hindered = { path: 'cell.json', what: { name: 'no artifacts', act: 'refuse', status: 503 } };
	const other = await runContent(['a', 'b']);
	expect(await requestsOf(() => record(other))).toHaveLength(7);
	expect(await requestsOf(() => record(other))).toHaveLength(6);
	mlflow.learnt.servesArtifacts = true;
});

test('until the last request a run is not committed, not even with the mark that commits older ones', async () => {
	const content = await runContent(['One.', 'Two.']);
	const runId = await create(content);
	hindered = { path: 'runs/get', what: { name: 'cut', act: 'drop', afterBytes: 0 } };
	await expect(fill(runId, content)).rejects.toMatchObject({ code: 'MlflowUnavailable' });
	hindered = null;
	await callMlflow('runs/set-tag', { run_id: runId, key: 'judge_pending', value: 'false' });
	expect(await committedIds()).not.toContain(runId);
	await fill(runId, content);
	expect(await committedIds()).toContain(runId);
	expect((await runOf(runId)).tags.judge_pending).toBe('true');
});

test('filling a run again changes nothing of it, also when it was judged in between', async () => {
	const content = await runContent(['Once.', 'Twice.']);
	const runId = await record(content);
	const judged = await requestsOf(() => judge(runId));
	expect(judged).toEqual(['GET get', 'POST log-batch', 'POST set-experiment-tag']);
	const before = await runOf(runId);
	expect(before.tags).toMatchObject({ judged: 'true', judge_pending: 'false', judged_by: 'somebody <b>' });
	expect(before.tags['mlflow.note.content']).toContain('composite **14**');
	await fill(runId, content);
	// But when that was.
	const changed_at = expect.stringMatching(/^\d{4}-/);
	expect(await runOf(runId)).toEqual({ ...before, tags: { ...before.tags, changed_at } });
	expect(await judge(runId)).toEqual({ change: 'same', wrote: false });
});

test('what a person has written into the description stays when the run is judged, and judged again', async () => {
	const runId = await record(await runContent(['Mine.', 'Yours.']));
	const own = (await runOf(runId)).tags['mlflow.note.content'];
	const value = `Look at this one!\n\n${own}`;
	await callMlflow('runs/set-tag', { run_id: runId, key: 'mlflow.note.content', value });
	await judge(runId);
	await judge(runId, { scores: { ...given.scores, tone: 1 }, composite: 9 }, true);
	const note = (await runOf(runId)).tags['mlflow.note.content'] ?? '';
	expect(note).toMatch(/^Look at this one!\n\n/);
	expect([note.includes('composite **9**'), note.includes('composite **14**')]).toEqual([true, false]);
	await callMlflow('runs/set-tag', { run_id: runId, key: 'mlflow.note.content', value: 'All mine.' });
	await judge(runId, {}, true);
	expect((await runOf(runId)).tags['mlflow.note.content']).toBe('All mine.');
});

test('on the page of MLflow a description is what we wrote, whatever a model or a judge did', async () => {
	const hostile = [
		...['# head', '- [ ] task', '1. one', '> quote', '---', '**b** _i_ ~~s~~ `c`', '```\ncode\n```'],
		...['![x](http://evil.example/x.png)', '[x](javascript:alert(1))', '[x]: http://evil.example "t"'],
		...['<img src=http://evil.example/y>', '<script>x()</script>', '<pre><code><iframe src=x></iframe></code></pre>'],
		...['<!-- end of scores -->', '&lt;b&gt;', '\\<b\\>', '| a | b |\n|---|---|\n| c | d |', '¨G0G ¨D ¨T'],
		...['http://evil.example', 'www.evil.example', '<http://evil.example>', 'me@evil.example @bob :smile: :tada:'],
	];
	const runId = await record(await runContent(hostile));
	await judge(runId, { by: '[x](http://evil.example) <b> @bob' });
	const html = (await mlflowPage(testStack().mlflow))((await runOf(runId)).tags['mlflow.note.content'] ?? '');
	const elements = [...html.matchAll(/<[^!][^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.startsWith('</'));
	const ours = ['<p>', '<strong>', '<ol>', '<li>', '<ul>', '<code>'];
	expect(elements.filter((tag) => !ours.includes(tag))).toEqual([
		'<a href="http://127.0.0.1:8233/namespaces/default/workflows/recorded-here">',
	]);
	expect(elements.filter((tag) => tag === '<li>').length).toBeGreaterThanOrEqual(hostile.length);
	expect(html).not.toMatch(/😄|🎉/u);
});
