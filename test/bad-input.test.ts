import { writeFile } from 'node:fs/promises';
import { temporalCli, tipBench } from '../testbed/commands';
import { callMlflow, experimentId, rawRuns } from '../testbed/raw-mlflow';
import { testStack, tinyModels } from '../testbed/stack';

const models = tinyModels[0];
let benches = 0;

/** Starts a bench by the plain CLI and gives the failure that it ends with. */
async function failureOf(input: unknown): Promise<{ type: string; message: string }> {
	benches += 1;
	const id = `bad-${benches}`;
	const start = ['workflow', 'execute', '--task-queue', 'bench', '--type', 'bench', '--workflow-id', id];
	const { stdout } = await temporalCli(...start, '--input', JSON.stringify(input), '--output', 'json');
	const { closeEvent } = JSON.parse(stdout) as {
		closeEvent: {
			workflowExecutionFailedEventAttributes: {
				failure: { message: string; applicationFailureInfo: { type: string } };
			};
		};
	};
	const { message, applicationFailureInfo } = closeEvent.workflowExecutionFailedEventAttributes.failure;
	return { type: applicationFailureInfo.type, message };
}

test('every fault of the input is listed at once, before anything loads', async () => {
	const { type, message } = await failureOf({ modles: 'a', n_tips: 0, prompts: 'v1,v9', rubric: 'tip-v2' });
	expect(type).toBe('InvalidConfig');
	expect(message).toContain('did you mean models?');
	expect(message).toContain('n_tips');
	expect(message).toMatch(/v9[\s\S]*v1.*v2-mentor.*v3-few-shot/);
	expect(message).toMatch(/tip-v2[\s\S]*tip-v1/);
});

test('models that are too large or not there are all named, with what to do', async () => {
	const { type, message } = await failureOf({ models: `${models},no-such:1b,nor-this`, max_model_b: 0.00001 });
	expect(type).toBe('InvalidConfig');
	expect(message).toContain(models);
	expect(message).toContain('ollama pull no-such:1b');
	expect(message).toContain('ollama pull nor-this');
	const answer = await fetch(`${testStack().ollama}/api/ps`);
	expect(await answer.json()).toEqual({ models: [] });
});

test.each([
	[{ models: '' }, /note: models: "" was taken as not given/],
	[{ models: [] }, /models: must name at least one/],
	[{ models, export_dir: '/proc/no/where' }, /export_dir.*\/proc\/no/],
	[{ models, mlflow_url: 'ftp://host' }, /ftp:\/\/host/],
	['just a text', /one JSON object/],
])('%j ends as InvalidConfig', async (input, words) => {
	const { type, message } = await failureOf(input);
	expect(type).toBe('InvalidConfig');
	expect(message).toMatch(words);
});

test('an experiment that was deleted in MLflow is named with how to restore it', async () => {
	await callMlflow('experiments/create', { name: 'deleted' });
	await callMlflow('experiments/delete', { experiment_id: await experimentId('deleted') });
	const { type, message } = await failureOf({ models, experiment: 'deleted' });
	expect(type).toBe('ExperimentDeleted');
	expect(message).toContain('mlflow experiments restore');
});

test('an address that does not answer is named, after a bounded time', async () => {
	const { type, message } = await failureOf({ models, ollama_url: 'http://127.0.0.1:9' });
	expect(type).toBe('OllamaUnavailable');
	expect(message).toContain('127.0.0.1:9');
});

test.each([
	['an empty file', '', /empty/],
	['a cut file', '{"format": "tip-bench-judge/1", "runs": [', /the file ends inside of runs, .* it was cut off/],
	['another kind of file', '{"hello": 1}', /neither format nor runs/],
])('judge apply refuses %s and exits with 2', async (_what, text, words) => {
	const path = `${testStack().stateDir}/bad.judge.json`;
	await writeFile(path, text);
	const { code, stderr } = await tipBench(['judge', 'apply', path]);
	expect(code).toBe(2);
	expect(stderr).toMatch(words);
	expect(stderr).not.toContain('    at ');
});

describe('a judge file for real runs', () => {
	const experiment = 'bad-judging';
	const path = () => `${testStack().stateDir}/faulty.judge.json`;
	let good: {
		experiment_id: string;
		rubric: { hash: string };
		runs: { run_id: string; scores: Record<string, unknown> }[];
	};

	beforeAll(async () => {
		const args = [
			'--models',
			models,
			'--prompts',
			'v1',
			'--n-scenarios',
			'3',
			'--num-predict',
			'24',
			'--experiment',
			experiment,
		];
		await tipBench(['run', ...args]);
		const { stdout } = await tipBench(['judge', 'export', experiment, '--out', path()]);
		good = JSON.parse(await (await import('node:fs/promises')).readFile(stdout.trim(), 'utf8'));
		expect(good.runs.length).toBeGreaterThan(0);
		for (const { scores } of good.runs) for (const name of Object.keys(scores)) scores[name] ??= 3;
	});

	afterAll(() => tipBench(['cancel', experiment]));

	test.each<[string, (file: typeof good) => void, RegExp]>([
		[
			'scores out of range',
			(file) => Object.assign(file.runs[0]?.scores ?? {}, { tone: 9 }),
			/tone must be a whole number from 1 to 5/,
		],
		['a run that does not exist', (file) => file.runs.push({ run_id: 'f'.repeat(32), scores: {} }), /no such run/],
		['another rubric', (file) => Object.assign(file.rubric, { hash: 'other' }), /rubric/],
		['another experiment', (file) => Object.assign(file, { experiment_id: '999' }), /999/],
	])('with %s is refused whole', async (_what, spoil, words) => {
		const before = await rawRuns(experiment);
		const file = structuredClone(good);
		for (const run of file.runs) Object.assign(run, { scenario: null, candidates: [] });
		spoil(file);
		for (const run of file.runs) Object.assign(run, { scenario: null, candidates: [] });
		await writeFile(path(), JSON.stringify(file));
		const { code, stderr } = await tipBench(['judge', 'apply', path()]);
		expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(words) });
		expect(await rawRuns(experiment)).toEqual(before);
	});
});

test.each([
	['collect', 'run'],
	['compare', 'leaderboard'],
	['leaderbord', 'leaderboard'],
	['statsu', 'status'],
])('the command %s gets the hint %s', async (wrong, right) => {
	const { code, stderr } = await tipBench([wrong]);
	expect(code).toBe(2);
	expect(stderr).toContain(`did you mean \`${right}\`?`);
});

test('an unknown experiment or bench is named with the nearest one', async () => {
	const { code, stderr } = await tipBench(['leaderboard', 'no-such-experiment']);
	expect({ code, stderr }).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('no experiment no-such-experiment'),
	});
	expect((await tipBench(['status', 'no-such-bench'])).stderr).toContain('no bench no-such-bench');
});

test('`judge score` without a terminal says what to do instead', async () => {
	const { code, stderr } = await tipBench(['judge', 'score', 'tips-1']);
	expect(code).toBe(2);
	expect(stderr).toContain('judge score needs a terminal for keys and screen; without one: ./tip-bench judge export');
});
