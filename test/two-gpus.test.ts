import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startOllama } from '../local/ollama';
import { createModel } from '../local/ollama-models';
import type { RunningPart } from '../local/part';
import { tipBench } from '../testbed/commands';
import { runToJudge } from '../testbed/judge-bench';
import { type OllamaProxy, startOllamaProxy } from '../testbed/ollama-proxy';
import { ownParts } from '../testbed/own-parts';
import { rawRuns } from '../testbed/raw-mlflow';
import type { RecordedRequest } from '../testbed/recorded-request';
import { tinyAnswers } from '../testbed/stack';
import { createTinyModels, tinyModelFile } from '../testbed/tiny-model';
import { startStackWorker, type WorkerProcess } from '../testbed/worker-process';

const models = ['equal-a:latest', 'equal-b:latest', 'equal-c:latest', 'equal-d:latest'];
const tiny = models.map((name, at) => ({ name, seed: at + 20, answers: tinyAnswers.slice(0, 3) }));
const cells = ['--prompts', 'v1', '--n-scenarios', '4', '--num-predict', '24'];

/** Stands for a GPU's work, which costs the processor nothing: two Ollamas share this machine's. */
const thinkingMs = 400;

const intervene = ({ kind }: RecordedRequest) =>
	kind === 'generate' ? ({ name: 'slow', act: 'stall', afterBytes: 0, ms: thinkingMs } as const) : null;

const ollamas: RunningPart[] = [];
const proxies: OllamaProxy[] = [];
let worker: WorkerProcess;

beforeAll(async () => {
	const folders = [ownParts(), ownParts()].map((options) => ({
		...options,
		modelsDir: join(options.stateDir, 'models'),
	}));
	for (const options of folders) {
		const [first] = folders;
		// Copied while nothing runs there: the same model made twice has two digests.
		if (first !== undefined && options !== first) cpSync(first.modelsDir, options.modelsDir, { recursive: true });
		const ollama = await startOllama(options);
		ollamas.push(ollama);
		if (options === first) await createTinyModels(ollama.address, tiny);
		proxies.push(await startOllamaProxy({ target: ollama.address, intervene }));
	}
	worker = await startStackWorker({ TIP_BENCH_QUEUES: 'gpu-1,gpu-2' });
}, 60_000);

afterAll(async () => {
	await worker?.stop();
	for (const part of [...proxies.map(({ close }) => ({ stop: close })), ...ollamas]) await part.stop();
});

const gpus = (count: number) =>
	JSON.stringify(Object.fromEntries(proxies.slice(0, count).map(({ url }, at) => [`gpu-${at + 1}`, url])));

const requests = (kind: RecordedRequest['kind'], since: number) =>
	proxies.map((proxy) => proxy.requests.filter((each) => each.kind === kind && each.startedAt >= since));

/** Runs a bench of all models, and says how long it took from its first load to its last answer, in seconds. */
async function measure(experiment: string, count: number): Promise<{ seconds: number; since: number }> {
	const since = Date.now();
	const args = ['--experiment', experiment, '--models', models.join(), '--gpus', gpus(count), ...cells];
	expect(await runToJudge(args, {})).toMatchObject({ cells: { total: 16, done: 16, failed: 0 } });
	await tipBench(['cancel', experiment]);
	const begun = requests('load', since).flat();
	const ended = requests('generate', since).flat();
	const last = Math.max(...ended.map(({ endedAt }) => endedAt ?? Number.NaN));
	return { seconds: (last - Math.min(...begun.map(({ startedAt }) => startedAt))) / 1000, since };
}

test('the blocks of a bench go to whichever GPU is free, and each model is loaded once', async () => {
	const two = await measure('on-two-gpus', 2);
	const [first = [], second = []] = requests('generate', two.since);
	const together = first.some((one) =>
		second.some((other) => one.startedAt < (other.endedAt ?? 0) && other.startedAt < (one.endedAt ?? 0)),
	);
	expect(together).toBe(true);
	const loads = requests('load', two.since).flat();
	expect(loads.map(({ model }) => model).sort()).toEqual(models);
	expect(await rawRuns('on-two-gpus')).toHaveLength(16);

	const one = await measure('on-one-gpu', 1);
	expect(requests('generate', one.since).map(({ length }) => length)).toEqual([16, 0]);
	process.stderr.write(
		`four models: ${two.seconds.toFixed(1)} s on two GPUs, ${one.seconds.toFixed(1)} s on one, ` +
			`a ratio of ${(two.seconds / one.seconds).toFixed(2)}\n`,
	);
}, 240_000);

test('a model that a GPU lacks, or has other weights of, is a fault that names the GPU and what to do', async () => {
	const [, { address = '' } = {}] = ollamas;
	const [, { url = '' } = {}] = proxies;
	await fetch(`${address}/api/delete`, { method: 'DELETE', body: JSON.stringify({ model: models[0] }) });
	const other = { name: models[1] ?? '', content: tinyModelFile(99), template: '{{ .Prompt }}' };
	await createModel(address, other, { say: () => {} });

	const ended = await tipBench([
		'run',
		'--experiment',
		'refused',
		'--models',
		models.join(),
		'--gpus',
		gpus(2),
		...cells,
	]);
	expect(ended.code).not.toBe(0);
	expect(ended.stderr).toContain(
		`gpu-2: \`${models[0]}\` is not pulled: \`OLLAMA_HOST=${url} ollama pull ${models[0]}\``,
	);
	expect(ended.stderr).toContain(`gpu-2: \`${models[1]}\` has other weights`);
	expect(ended.stderr).not.toContain(models[2]);
});
