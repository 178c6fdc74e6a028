import { readFile } from 'node:fs/promises';
import { statusSchema } from '../domain/bench/status';
import type { Leaderboard } from '../domain/ranking/leaderboard';
import { temporalCli } from '../testbed/commands';
import { fillIn } from '../testbed/fill-in';
import { rawRuns, type SeenRun } from '../testbed/raw-mlflow';
import { tinyModels } from '../testbed/stack';
import { until } from '../testbed/until';

const experiment = 'by-cli/old-conf';

// The conf of the former DAG as people have it, but for models that exist here.
const conf = {
	models: tinyModels.join(','),
	prompts: 'v1,v2-mentor',
	n_tips: '5',
	n_scenarios: 2,
	temperature: 0.7,
	experiment,
};

const statusOf = async (id: string) => {
	const { stdout } = await temporalCli(
		'workflow',
		'query',
		'--workflow-id',
		id,
		'--type',
		'status',
		'--output',
		'json',
	);
	const answer = (JSON.parse(stdout) as { queryResult: Record<string, unknown>[] }).queryResult[0];
	// The command prints an empty list as null.
	return statusSchema.parse({
		models_at_work: [],
		waiting_for: [],
		failed_cells: [],
		notes: [],
		...withoutNulls(answer),
	});
};

const withoutNulls = (answer: Record<string, unknown> = {}) =>
	Object.fromEntries(
		Object.entries(answer).filter(([key, value]) => value !== null || /left|pending|path|signal/.test(key)),
	);

let runs: SeenRun[];

test('the plain temporal command starts a bench, and it collects every cell of the plan', async () => {
	const input = JSON.stringify(conf);
	const started = await temporalCli(
		...['workflow', 'start', '--task-queue', 'bench', '--type', 'bench', '--workflow-id', experiment, '--input', input],
	);
	expect(started).toMatchObject({ code: 0 });
	// Too early: it counts when the export is done, finds runs pending, and changes nothing.
	await temporalCli('workflow', 'signal', '--workflow-id', experiment, '--name', 'judged');
	await until(async () => (await statusOf(experiment)).phase === 'awaiting-judge');

	runs = await rawRuns(experiment);
	const cells = runs.map(({ params }) => `${params.model} ${params.prompt_version} ${params.scenario}`).sort();
	expect(cells).toHaveLength(8);
	expect(new Set(cells).size).toBe(8);
	expect(new Set(runs.map(({ params }) => params.model))).toEqual(new Set(tinyModels));
	expect(new Set(runs.map(({ tags }) => tags.cell_key)).size).toBe(8);
});

test('each run carries the tags, parameters and metrics of the contract', () => {
	for (const { tags, params, metrics, info } of runs) {
		expect(info.status).toBe('FINISHED');
		expect(info.run_name).toBe(`${params.prompt_version} × ${params.scenario} × ${params.model}`);
		expect(tags).toMatchObject({
			run_format: 'tip-bench-run/2',
			committed: 'true',
			judged: tags.judge_pending === 'true' ? 'false' : 'true',
			judge_pending: expect.stringMatching(/^(true|false)$/),
			'mlflow.note.content': expect.stringContaining(`**Scenario** ${params.scenario}`),
			judge_kind: 'claude-code',
			rubric: 'tip-v1',
			bench: experiment,
			cell_key: expect.stringMatching(/^[0-9a-f]{64}$/),
			'artifact:prompt.txt': expect.any(String),
			'artifact:raw.txt': expect.any(String),
			'artifact:candidates.json': expect.any(String),
			'artifact:rubric.md': expect.any(String),
			'artifact:context.json': expect.any(String),
		});
		expect(params).toMatchObject({ temperature: '0.7', n_tips: '5', num_predict: '1024', num_ctx: '4096' });
		expect(metrics.latency_s).toBeGreaterThan(0);
	}
});

test('a signal with runs pending, garbage, or an unknown name changes nothing', async () => {
	for (const input of ['"garbage"', '[1]', '{"partial": "perhaps"}']) {
		await temporalCli('workflow', 'signal', '--workflow-id', experiment, '--name', 'judged', '--input', input);
	}
	await temporalCli(
		...[
			'workflow',
			'signal',
			'--workflow-id',
			experiment,
			'--name',
			'judged',
			'--input',
			'{}',
			'--input-meta',
			'encoding=odd',
		],
	);
	await until(async () => (await statusOf(experiment)).rejected_signal?.signal === 'judged');
	// Only a block sends these; a person's must neither stop the bench nor change its numbers.
	const forged = { model: 'tiny-a:latest-not', done: 100, reused: 0, failed: 7, evicted: [] };
	for (const input of ['"garbage"', JSON.stringify(forged)]) {
		await temporalCli('workflow', 'signal', '--workflow-id', experiment, '--name', 'progress', '--input', input);
	}
	await until(async () => {
		// Again and again, since the answer to one of the signals before may come after it.
		await temporalCli('workflow', 'signal', '--workflow-id', experiment, '--name', 'no-such-signal');
		return (await statusOf(experiment)).rejected_signal?.signal === 'no-such-signal';
	});
	const status = await statusOf(experiment);
	expect(status.phase).toBe('awaiting-judge');
	expect(status.cells).toMatchObject({ total: 8, done: 8, reused: 0, failed: 0 });
});

test('the update judged answers, and its bad input leaves no trace in history', async () => {
	const { pending_judgments: pending } = await statusOf(experiment);
	const update = (...input: string[]) =>
		temporalCli('workflow', 'update', 'execute', '--workflow-id', experiment, '--name', 'judged', ...input);
	const asked = await update('--output', 'json', '--input', '{"by": "Ada"}');
	expect(JSON.parse(asked.stdout)).toMatchObject({ result: { pending, follows: 'wait' } });
	const history = async () => {
		const { stdout } = await temporalCli('workflow', 'show', '--workflow-id', experiment, '--output', 'json');
		return (JSON.parse(stdout) as { events: unknown[] }).events.length;
	};
	const before = await history();
	for (const input of ['"garbage"', '[1]', '{"partial": "perhaps"}', '{"partal": true}']) {
		const refused = await update('--input', input);
		expect(refused.code).toBe(1);
		expect(refused.stderr).toContain('judged: ');
	}
	expect((await update('--input', '{}', '--input-meta', 'encoding=odd')).stderr).toContain('unreadable_payload');
	expect((await update('--input', '{}', '--input', '{}')).stderr).toContain('one input at most');
	expect(await history()).toBe(before);
});

test('after the scores are applied the result is the leaderboard, as computed here from MLflow', async () => {
	const status = await statusOf(experiment);
	const pending = runs.filter(({ tags }) => tags.judge_pending === 'true');
	expect(status.pending_judgments).toBe(pending.length);
	if (pending.length > 0) {
		const path = status.export_path ?? '';
		const file = await fillIn(path);
		expect(file.runs.map(({ run_id }) => run_id).sort()).toEqual(pending.map(({ info }) => info.run_id).sort());
		expect(await readFile(path, 'utf8')).not.toContain(tinyModels[0]);
		const apply = ['workflow', 'execute', '--task-queue', 'bench', '--type', 'apply', '--workflow-id', 'apply-1'];
		expect(await temporalCli(...apply, '--input', JSON.stringify(path))).toMatchObject({ code: 0 });
		await temporalCli('workflow', 'signal', '--workflow-id', experiment, '--name', 'judged');
	}
	for (const { tags, metrics } of await rawRuns(experiment)) {
		expect(tags).toMatchObject({ committed: 'true', judged: 'true', judge_pending: 'false' });
		expect(tags['mlflow.note.content']).toContain(
			`composite **${metrics.composite}** (relevance ${metrics.relevance},`,
		);
	}
	const ended = await temporalCli('workflow', 'result', '--workflow-id', experiment, '--output', 'json');
	const board = (JSON.parse(ended.stdout) as { result: Leaderboard }).result;
	expect(board.rows).toHaveLength(4);
	expect(board.pending).toBe(0);
	expect(board.rows.map(({ model, prompt, composite }) => ({ model, prompt, composite }))).toEqual(
		await independentRanking(experiment),
	);
});

async function independentRanking(name: string) {
	const groups = new Map<string, SeenRun[]>();
	for (const run of await rawRuns(name)) {
		const key = `${run.params.model}|${run.params.prompt_version}`;
		groups.set(key, [...(groups.get(key) ?? []), run]);
	}
	const mean = (group: SeenRun[], metric: string) =>
		group.reduce((sum, { metrics }) => sum + (metrics[metric] ?? Number.NaN), 0) / group.length;
	return [...groups.entries()]
		.map(([key, group]) => {
			const [model, prompt] = key.split('|');
			for (const { metrics } of group) {
				const { relevance = 0, actionability = 0, tone = 0, format_ok = 0, overlong = 0, composite } = metrics;
				expect(composite).toBe(relevance + actionability + tone + 2 * format_ok - overlong);
			}
			return { model, prompt, composite: mean(group, 'composite'), latency: mean(group, 'latency_s') };
		})
		.sort((a, b) => b.composite - a.composite || a.latency - b.latency)
		.map(({ latency: _latency, ...row }) => row);
}
