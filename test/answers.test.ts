import { tipBench } from '../testbed/commands';
import { judgeAll, leaderboardByCommand, runToJudge } from '../testbed/judge-bench';
import { callMlflow, rawRuns } from '../testbed/raw-mlflow';
import { testStack } from '../testbed/stack';
import { createTinyModels } from '../testbed/tiny-model';

const experiment = 'answers';
const prose = 'I am not sure what to say about that';
const says: Readonly<Record<string, string>> = {
	'says-prose:latest': prose,
	'says-thoughts:latest': '<think>The user wants ["x", "y", "z"]',
	'says-lines:latest': '<think>["x", "y", "z"]</think>\nTip 1: Rest.\nTip 2: Eat.\nTip 3: Walk.',
	'says-list:latest': '<think>Done.</think>["Rest.", "Eat.", "Walk."]',
	'says-nothing:latest': '[]',
};
const models = Object.keys(says);
const bench = (scenarios: number) =>
	runToJudge(
		[
			'--experiment',
			experiment,
			'--models',
			models.join(','),
			'--prompts',
			'v1',
			'--n-tips',
			'3',
			'--n-scenarios',
			`${scenarios}`,
		],
		{},
	);

beforeAll(async () => {
	const tiny = Object.entries(says).map(([name, answer], at) => ({ name, seed: at + 40, answers: [answer] }));
	await createTinyModels(testStack().ollama, tiny);
});

const runOf = async (model: string) => {
	const run = (await rawRuns(experiment)).find(({ params }) => params.model === model);
	if (run === undefined) throw new Error(`no run of ${model}`);
	return run;
};
const read = async (model: string) => {
	const { tags, metrics } = await runOf(model);
	const { judge_pending, judged_by, invalid, reader, answer_form } = tags;
	const candidates = JSON.parse(tags['artifact:candidates.json'] ?? 'null');
	return {
		judge_pending,
		judged_by,
		invalid,
		reader,
		answer_form,
		candidates,
		format_ok: metrics.format_ok,
		relevance: metrics.relevance,
	};
};

test('what is no list waits for the judge, what is no answer is invalid, and only an empty one is scored by rule', async () => {
	await bench(1);
	const waits = {
		judge_pending: 'true',
		judged_by: undefined,
		invalid: undefined,
		reader: 'candidates-6',
		relevance: undefined,
	};
	expect(await read('says-prose:latest')).toEqual({
		...waits,
		answer_form: 'whole',
		candidates: [prose],
		format_ok: 0,
	});
	expect(await read('says-lines:latest')).toEqual({
		...waits,
		answer_form: 'numbered',
		candidates: ['Rest.', 'Eat.', 'Walk.'],
		format_ok: 0,
	});
	expect(await read('says-list:latest')).toEqual({
		...waits,
		answer_form: 'list',
		candidates: ['Rest.', 'Eat.', 'Walk.'],
		format_ok: 1,
	});
	expect(await read('says-thoughts:latest')).toMatchObject({
		judge_pending: 'false',
		judged_by: undefined,
		invalid: 'thinking-only',
		candidates: [],
		relevance: undefined,
	});
	expect(await read('says-nothing:latest')).toMatchObject({
		judge_pending: 'false',
		judged_by: 'rule',
		invalid: undefined,
		candidates: [],
		relevance: 1,
	});
});

test('an experiment whose answers were read in two ways says so, in the status and with the leaderboard', async () => {
	expect(await judgeAll(experiment, testStack().stateDir, {})).toMatchObject({ code: 0 });
	expect((await leaderboardByCommand(experiment, {})).readers).toEqual({ 'candidates-6': 4 });
	expect((await tipBench(['leaderboard', experiment])).stdout).not.toContain('MIXED READERS');

	// As a run was before runs said by which version their answer was read.
	await callMlflow('runs/delete-tag', { run_id: (await runOf('says-list:latest')).info.run_id, key: 'reader' });
	const { notes } = await bench(2);
	expect(notes).toEqual([expect.stringContaining('MIXED READERS')]);
	expect((await leaderboardByCommand(experiment, {})).readers).toEqual({ 'candidates-1': 1, 'candidates-6': 7 });
	const mixture = /^MIXED READERS: .*\(1 by candidates-1, 7 by candidates-6\)/;
	for (const format of [[], ['--md']])
		expect((await tipBench(['leaderboard', experiment, ...format])).stdout).toMatch(mixture);
	const [head = '', ...rows] = (await tipBench(['leaderboard', experiment, '--csv'])).stdout.trimEnd().split('\n');
	const place = head.split(',').indexOf('mixed_readers');
	expect(rows.map((row) => row.split(',')[place])).toEqual(Array(5).fill('true'));
});
