import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { gpuActivities } from '../activities/gpu';
import { failureOf } from '../catalog/test-support/temporary-catalog';
import type { JudgeItem, JudgePlan } from '../contracts/judge';
import type { AutoJudgment } from '../domain/judging/auto-judgment';
import { makeFolder } from '../machine/make-folder';
import { closeOllama, createOllama } from '../ollama/client';
import { listModels } from '../ollama/models';
import { unloadOthers } from '../ollama/resident';
import { type Clients, createClients } from '../planning/clients';
import { planBench } from '../planning/plan-bench';
import { planJudge } from '../planning/plan-judge';
import { tipBench } from '../testbed/commands';
import { type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { ownParts } from '../testbed/own-parts';
import { babbler, testStack, tinyModels } from '../testbed/stack';
import { type UnjudgedExperiment, unjudgedExperiment } from '../testbed/unjudged-experiment';
import { residentNames, watchResident } from '../testbed/watch-resident';

const options = ownParts();
const kind = `ollama/${babbler.replace(':latest', '')}`;
let proxy: OllamaProxy;
let made: UnjudgedExperiment;
let clients: Clients;

beforeAll(async () => {
	proxy = await startOllamaProxy({ target: testStack().ollama });
	clients = createClients({});
	// Of the tests before this one.
	await unloadOthers(clients.ollama(testStack().ollama), null);
	const tips = [['Pack the lunch.', 'Walk at eight.'], ['Rest.']];
	const listed = await listModels(clients.ollama(proxy.url));
	const digest = listed.find(({ name }) => name === babbler)?.digest;
	made = await unjudgedExperiment(`judge-ollama-${Date.now()}`, tips, kind, digest);
	await made.data.put('auto-judges/mine.yaml', `api: ollama\nmodel: ${babbler}\ncontext: 6000\nreasons: true\n`);
});

afterAll(async () => {
	const ollama = createOllama(testStack().ollama);
	await unloadOthers(ollama, null);
	await Promise.all([closeOllama(ollama), clients.close(), made.data.remove()]);
	await proxy.close();
});

const plan = (order: object = {}, mlflow_url = testStack().mlflow): Promise<JudgePlan> => {
	const sources = { catalog: made.data.catalog, clients, env: { OLLAMA_HOST: proxy.url }, exportDir: '' };
	return planJudge(sources, { experiment: made.experiment, mlflow_url, ...order }, async () => null);
};

const itemOf = ({ at, rubric, judge, again, planned_at, gpus }: JudgePlan, runId: string): JudgeItem => {
	return { at, rubric, judge, again, planned_at, run_id: runId, ollama_url: gpus.gpu ?? '' };
};

function judgeOnGpu(item: JudgeItem): Promise<AutoJudgment> {
	const spoolDir = `${options.stateDir}/spool`;
	const { judgeOnGpu: act } = gpuActivities({ catalog: made.data.catalog, clients, spoolDir, say: () => {} });
	return new MockActivityEnvironment().run<[JudgeItem], AutoJudgment, typeof act>(act, item);
}

const questions = () => proxy.requests.filter((each) => each.kind === 'generate');

test('a model on Ollama judges all runs with one load, alone in memory, with all of the rubric in its context', async () => {
	const planned = await plan({ gpus: { gpu: proxy.url } });
	expect(planned.notes).toEqual([`${kind} judges its own candidates too: \`${babbler}\` is a contestant`]);
	expect(planned.judge).toMatchObject({ kind, model: babbler, most_at_once: 1, context: 8192, most_cost: null });
	expect(planned.judge.weights?.digest).toMatch(/^[0-9a-f]{64}$/);
	const watch = await watchResident(testStack().ollama);
	const judged: AutoJudgment[] = [];
	for (const runId of made.runIds) judged.push(await judgeOnGpu(itemOf(planned, runId)));
	watch.end();
	expect(watch.seen.filter((names) => names.length > 1)).toEqual([]);
	expect(watch.seen.flat().length).toBeGreaterThan(0);
	expect(await residentNames(testStack().ollama)).toEqual([babbler]);
	expect(proxy.requests.filter((each) => each.kind === 'load')).toHaveLength(1);
	for (const { scores, unscored, prompt_tokens, cost } of judged) {
		expect({ scores, unscored }).toEqual({
			scores: { relevance: expect.any(Number), tone: expect.any(Number), unsafe: expect.any(Number) },
			unscored: null,
		});
		expect([prompt_tokens > 1_500, cost]).toEqual([true, 0]);
	}
	// The rubric stands first for both, so that the second needs to read the item only.
	const [first, second] = judged.map(({ prompt_eval_s: seconds }) => seconds ?? 0);
	expect(second).toBeLessThan((first ?? 0) / 2);
	const bodies = questions().map(
		({ body }) => body as { messages: { content: string }[]; options: { num_ctx: number } },
	);
	const texts = bodies.map(({ messages }) => messages[0]?.content ?? '');
	const prefix = texts[0]?.slice(0, texts[0].indexOf('Scenario: {')) ?? '';
	expect([texts.every((text) => text.startsWith(prefix)), prefix.length > 1_500]).toEqual([true, true]);
	expect(bodies.every(({ options: { num_ctx } }) => num_ctx === 8192)).toBe(true);
}, 120_000);

test('a judgment that was made, but never handed over, is not made again', async () => {
	const planned = await plan();
	const before = questions().length;
	const kept = await judgeOnGpu(itemOf(planned, made.runIds[0] ?? ''));
	expect(kept.scores).not.toBeNull();
	expect(questions()).toHaveLength(before);
});

test('one with a file of its own is asked as that says, and is another judge', async () => {
	const [planned, other] = [await plan({ kind: 'mine' }), await plan()];
	expect(planned.judge).toMatchObject({ kind: 'mine', context: 6000 });
	expect(planned.judge.hash).not.toBe(other.judge.hash);
	expect(planned.judge.weights).toEqual(other.judge.weights);
	const before = questions().length;
	// What a model of random weights writes for a reason may be cut; that it was asked for is what counts here.
	await judgeOnGpu(itemOf(planned, made.runIds[1] ?? ''));
	const asked = questions()[before]?.body as { format: object; options: { num_ctx: number } } | undefined;
	expect(asked?.options.num_ctx).toBe(6000);
	expect(JSON.stringify(asked?.format)).toContain('"reason":{"type":"string","maxLength":240}');
}, 120_000);

test('what does not fit into its context is left unscored, and nothing of it is cut unseen', async () => {
	// Fewer tokens by the usual measure than its context has; but its tokens are bytes.
	await made.data.put('auto-judges/short.yaml', `api: ollama\nmodel: ${tinyModels[0]}\ncontext: 1500\n`);
	const judgment = await judgeOnGpu(itemOf(await plan({ kind: 'short' }), made.runIds[0] ?? ''));
	expect(judgment).toMatchObject({ scores: null, unscored: { reason: 'too-long' }, requests: 1 });
});

test.each([
	[
		'a model that is not pulled',
		{ kind: 'ollama/nobody:1b' },
		/kind: `nobody:1b` is not pulled: `.*ollama pull nobody:1b`/,
	],
	[
		'one that is too large',
		{ max_judge_b: 0.00001 },
		/kind: `tiny-babbler:latest` has .* more than max_judge_b \(0.00001\)/,
	],
	['no tag', { kind: 'ollama/' }, /kind: ollama\/ is no auto judge/],
	['a limit that is none', { max_judge_b: 'big' }, /max_judge_b/],
	['a password in an address', { mlflow_url: 'http://me:hunter2@h:1' }, /mlflow_url: must not carry a user/],
	['two GPUs of one Ollama', { gpus: { a: 'h:1', b: 'http://h:1/' } }, /gpus: two queues have one Ollama/],
])('%s is a fault before anything loads', async (_what, order, words) => {
	const before = proxy.requests.filter((each) => each.kind !== 'other').length;
	const failure = await failureOf(plan(order));
	expect(failure).toMatchObject({ code: 'InvalidConfig', message: expect.stringMatching(words) });
	expect(failure.message).not.toContain('hunter2');
	expect(proxy.requests.filter((each) => each.kind !== 'other')).toHaveLength(before);
});

test('an experiment that is not there is a fault that names the nearest', async () => {
	const { message } = await failureOf(plan({ experiment: `${made.experiment}x` }));
	expect(message).toContain(`did you mean ${made.experiment}?`);
});

test.each([[null], [undefined], ['e'], [[]], [{ experiment: 7 }], [{ experiment: ' ' }]])(
	'an order of %j is a fault, whoever has started the workflow',
	async (order) => {
		const sources = { catalog: made.data.catalog, clients, env: {}, exportDir: '' };
		const failure = await failureOf(planJudge(sources, order as never, async () => null));
		expect(failure).toMatchObject({ code: 'InvalidConfig', message: expect.stringMatching(/order|experiment/) });
	},
);

test('a rubric that cannot fit is a fault, and so is a model that was made for less', async () => {
	await made.data.put('auto-judges/tiny.yaml', `api: ollama\nmodel: ${tinyModels[0]}\ncontext: 300\n`);
	const { message } = await failureOf(plan({ kind: 'tiny' }));
	expect(message).toMatch(
		/the rubric mini takes at least \d+ tokens, more than the context of tiny has room for \(300\)/,
	);
});

test('a dry run shows the judge; one that the GPU has no memory for is a fault, where the GPU can be seen', async () => {
	const bin = join(options.stateDir, 'bin');
	await makeFolder(bin);
	// Stands in for the tool of a card with so many MiB: there is none on a machine that runs tests.
	const dryRun = (mebibytes: number, ...more: string[]) => {
		writeFileSync(join(bin, 'nvidia-smi'), `#!/bin/sh\necho ${mebibytes}\n`, { mode: 0o755 });
		const judged = ['--judge-kind', `claude-code,${kind}`, '--spot-check', '0.2', '--rubric', 'mini'];
		const cells = ['--models', tinyModels[0], '--prompts', 'v1', '--experiment', `${made.experiment}-new`];
		const env = { PATH: `${bin}:${process.env.PATH}`, TIP_BENCH_DATA: made.data.root };
		return tipBench(['run', '--dry-run', ...judged, ...cells, ...more], env);
	};
	const { stdout } = await dryRun(24_000);
	expect(stdout).toContain(`judged by claude-code and ${kind}, claude-code a share of 20 %`);
	expect(stdout).toContain(
		`  ${kind}: ${babbler} on Ollama, loaded after the last model, 1 sample a run, context 8192`,
	);
	expect(stdout).toContain('2 model loads');
	const { auto_judge, judges } = JSON.parse((await dryRun(24_000, '--json')).stdout);
	expect([auto_judge.kind, judges]).toEqual([kind, { lazy: 'claude-code', auto: kind }]);
	const { code, stderr } = await dryRun(0);
	expect(code).not.toBe(0);
	expect(stderr).toMatch(/its weights take 0.0 GB, more than the GPU has \(0.0 GB\): choose a smaller judge/);
}, 60_000);

describe('a bench is planned with its judge', () => {
	const bench = (more: object) => {
		const sources = { catalog: made.data.catalog, clients, env: { OLLAMA_HOST: proxy.url }, exportDir: '' };
		const input = {
			models: `${babbler},${tinyModels[0]}`,
			prompts: 'v1',
			rubric: 'mini',
			mlflow_url: testStack().mlflow,
		};
		return planBench(sources, { ...input, experiment: `${made.experiment}-new`, ...more }, { dryRun: true });
	};

	test('which is checked before anything loads, and told where it is a contestant too', async () => {
		const planned = await bench({ judge_kind: `claude-code,${kind}` });
		expect(planned).toMatchObject({
			judges: { lazy: 'claude-code', auto: kind },
			judge: { ...(await plan()).judge },
			notes: expect.arrayContaining([`${kind} judges its own candidates too: \`${babbler}\` is a contestant`]),
		});
		expect(await bench({ judge_kind: 'claude-code' })).not.toHaveProperty('judge');
	});

	test('and an old conf that names one without a key hears what to set, with all that is wrong beside', async () => {
		const file = 'api: openai\nmodel: m\naddress_variable: LITELLM_BASE_URL\nkey_variable: LITELLM_API_KEY\n';
		await made.data.put('auto-judges/haiku.yaml', file);
		const { code, message } = await failureOf(bench({ judge_kind: 'haiku', models: `${babbler},nobody:1b` }));
		expect(code).toBe('InvalidConfig');
		expect(message.split('\n')).toEqual([
			expect.stringContaining('`nobody:1b` is not pulled'),
			expect.stringMatching(/^- judge_kind: haiku is .* LITELLM_BASE_URL \(.*\) and LITELLM_API_KEY .* are not set/),
		]);
	});

	test.each([
		['api: ollama\n', /judge_kind: auto-judges\/bent.yaml, line 1: model/],
		['api: ollama\nmodel: m\nsamples: 0\n', /judge_kind: auto-judges\/bent.yaml, line 3: samples/],
		['api: ollama\nmodel: m\nkey: sk-1\n', /judge_kind: auto-judges\/bent.yaml, line 3: .*key/],
		[
			'api: openai\nmodel: m\naddress_variable: http://h\n',
			/address_variable: must be the name of an environment variable/,
		],
	])('and a file that is not as it should be is a fault with its line: %j', async (text, words) => {
		await made.data.put('auto-judges/bent.yaml', text);
		const failure = await failureOf(bench({ judge_kind: 'bent' }));
		expect(failure).toMatchObject({ code: 'InvalidConfig', message: expect.stringMatching(words) });
	});
});
