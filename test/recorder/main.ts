import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCatalog } from '../../catalog/catalog';
import { judgeWorkflowId } from '../../contracts/judge';
import { judgedSignal, pauseSignal, resumeSignal } from '../../contracts/messages';
import { optimizeIdOf, optimizeWorkflowType } from '../../contracts/optimize';
import { simWorkflowType } from '../../contracts/sim';
import { benchQueue, leaseWorkflowId } from '../../contracts/workflows';
import { applyJudgeFile } from '../../judging/apply';
import { judgeFilePath } from '../../judging/judge-file-place';
import { openJudgeFile } from '../../judging/open-judge-file';
import { locateTemporal } from '../../local/temporal-install';
import { cacheDir, projectRoot } from '../../machine/folders';
import { createMlflow } from '../../mlflow/client';
import { type BenchClient, connectBenchClient } from '../../testbed/bench-client';
import { fillIn, scoreFor } from '../../testbed/fill-in';
import { goesOnModel } from '../../testbed/goes-on-model';
import { callMlflow, experimentId } from '../../testbed/raw-mlflow';
import { shortRubric } from '../../testbed/short-rubric';
import { createTinyModels } from '../../testbed/tiny-model';
import { until } from '../../testbed/until';
import { judgeKind } from '../faults/bench-config';
import { allModels } from '../faults/models';
import { type Stage, startStage } from '../faults/stage';

// Records the histories of a release: see docs/versions.md. `npm run record-histories -- 0.2.0`

/** Where judge files go: histories keep the path, so it names nobody's home. */
const exportDir = '/tmp/tip-bench-histories';

async function main(version: string): Promise<void> {
	const folder = join(projectRoot(), 'test', 'histories', version);
	const stateDir = mkdtempSync(join(tmpdir(), 'tip-bench-histories-'));
	const say = (line: string) => process.stderr.write(`${line}\n`);
	const stage = await startStage({ stateDir, signal: new AbortController().signal, say });
	try {
		mkdirSync(folder);
		const benches = await connectBenchClient(stage.addresses.temporal);
		await record(stage, benches, folder);
		await benches.close();
		say(`written into ${folder}`);
	} finally {
		await stage.stop();
		rmSync(stateDir, { recursive: true, force: true });
	}
}

async function record(stage: Stage, benches: BenchClient, folder: string): Promise<void> {
	const input = (experiment: string, n_scenarios: number) => ({
		...{ experiment, n_scenarios, models: allModels[0]?.name ?? '', prompts: 'v1', num_predict: 24 },
		...{ ollama_url: stage.proxy.url, mlflow_url: stage.addresses.mlflow, export_dir: exportDir },
	});
	const awaiting = (id: string) => until(async () => (await benches.status(id)).phase === 'awaiting-judge');
	const signal = (id: string, name: string, ...given: unknown[]) =>
		benches.client.workflow.getHandle(id).signal(name, ...given);
	const judged = async (id: string) => {
		await judge(stage, id);
		await signal(id, judgedSignal.name, { by: 'recorder' });
		await until(async () => (await benches.stateOf(id)) === 'COMPLETED');
	};
	const keep = async (id: string, name: string) => keepHistory(stage, folder, id, name);

	await benches.start(input('judged', 2));
	await awaiting('judged');
	await judged('judged');
	await keep('judged', 'bench-judged');
	await keep(await blockOf(benches, 'judged'), 'collect');

	await benches.start(input('rejected', 2));
	await signal('rejected', judgedSignal.name);
	await signal('rejected', 'no-such-signal');
	await awaiting('rejected');
	for (const payload of ['?', { by: 7 }, null]) await signal('rejected', judgedSignal.name, payload);
	await judged('rejected');
	await keep('rejected', 'bench-rejected-signals');

	await benches.start(input('paused', 6));
	await until(async () => (await benches.status('paused')).cells.done > 0);
	await signal('paused', pauseSignal.name);
	await until(async () => (await benches.lease('gpu')).holder === null);
	await signal('paused', resumeSignal.name);
	await awaiting('paused');
	await judged('paused');
	await keep('paused', 'bench-paused');
	await keep(await blockOf(benches, 'paused'), 'collect-paused');

	const experiment = 'standing';
	const { mlflow } = stage.addresses;
	const experiments = async (act: 'delete' | 'restore') =>
		callMlflow(`experiments/${act}`, { experiment_id: await experimentId(experiment, mlflow) }, mlflow);
	await benches.start(input(experiment, 6));
	await until(async () => (await benches.status(experiment)).cells.done > 0);
	await experiments('delete');
	await until(async () => (await benches.status(experiment)).troubles.length > 0);
	await experiments('restore');
	await awaiting(experiment);
	await judged(experiment);
	await keep(experiment, 'bench-standstill');
	await keep(await blockOf(benches, experiment), 'collect-standstill');

	await benches.start({ ...input('auto', 2), rubric: shortRubric, judge_kind: judgeKind });
	await until(async () => (await benches.stateOf('auto')) === 'COMPLETED');
	await keep('auto', 'bench-auto-judged');
	await keep(judgeWorkflowId('auto', judgeKind), 'judge');
	await keep(leaseWorkflowId('gpu'), 'gpu-lease');
	await recordSim(stage, benches, keep);
	await recordOptimize(stage, benches, { input, awaiting, keep });
}

/** Two prompts, of which a person's scores and the asked format make the second win. */
async function recordOptimize(
	stage: Stage,
	{ client, stateOf }: BenchClient,
	{ input, awaiting, keep }: OptimizeRecording,
): Promise<void> {
	await createTinyModels(stage.addresses.ollama, [goesOnModel]);
	const { prompts: _prompts, ...compared } = input('compared', 8);
	const optimize = optimizeIdOf('compared');
	await client.workflow.start(optimizeWorkflowType, {
		...{ taskQueue: benchQueue, workflowId: optimize },
		args: [{ ...compared, models: goesOnModel.name, num_predict: 256, baseline: 'v1', candidates: 'v3-few-shot' }],
	});
	await until(async () => (await stateOf('compared').catch(() => '')) === 'RUNNING');
	await awaiting('compared');
	await judge(stage, 'compared', () => 4);
	await client.workflow.getHandle('compared').signal(judgedSignal, { by: 'recorder' });
	await until(async () => (await stateOf(optimize)) === 'COMPLETED');
	await keep(optimize, 'optimize');
}

interface OptimizeRecording {
	readonly input: (experiment: string, scenarios: number) => Readonly<Record<string, unknown>>;
	readonly awaiting: (id: string) => Promise<void>;
	readonly keep: (id: string, name: string) => Promise<void>;
}

/** Two personas, with a pause between. */
async function recordSim(
	{ addresses }: Stage,
	{ client, stateOf }: BenchClient,
	keep: (id: string, name: string) => Promise<void>,
): Promise<void> {
	const input = { experiment: 'sim', personas: 'early-bird,night-owl', seeds: 8, steps: 50, batch: 4 };
	const args = [{ ...input, mlflow_url: addresses.mlflow }];
	const handle = await client.workflow.start(simWorkflowType, { taskQueue: 'bench', workflowId: 'sim', args });
	await handle.signal(pauseSignal);
	await handle.signal(resumeSignal);
	await until(async () => (await stateOf('sim')) === 'COMPLETED');
	await keep('sim', 'sim');
}

/** Scores all that waits, by the file that the bench has exported. */
async function judge(stage: Stage, experiment: string, scoreOf = scoreFor): Promise<void> {
	const path = judgeFilePath(exportDir, experiment);
	await fillIn(path, () => true, scoreOf);
	const file = await openJudgeFile(path);
	const rubric = await createCatalog(projectRoot()).rubric(file.frame.rubric.name);
	await applyJudgeFile(createMlflow(stage.addresses.mlflow), rubric, file, { now: Date.now() });
}

async function blockOf({ client }: BenchClient, experiment: string): Promise<string> {
	for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = 'collect'` })) {
		if (workflowId.startsWith(`collect/${experiment}/`)) return workflowId;
	}
	throw new Error(`no block of ${experiment}`);
}

/** By the command, as people would: the SDK's own way fails where npm gives its packages a protobufjs each. */
async function keepHistory(stage: Stage, folder: string, id: string, name: string): Promise<void> {
	const { command } = await locateTemporal({ cacheDir: cacheDir(process.env), env: process.env, say: () => {} });
	const show = ['workflow', 'show', '--workflow-id', id, '--output', 'json', '--address', stage.addresses.temporal];
	const { stdout } = await promisify(execFile)(command, show, { maxBuffer: 64 << 20 });
	// Which machine it was, and where on it, is nobody's business.
	const text = stdout.replaceAll(hostname(), 'a-machine').replaceAll(projectRoot(), '/tip-bench');
	writeFileSync(join(folder, `${name}.json`), text);
}

const version = process.argv[2] ?? '';
if (/^\d+\.\d+\.\d+$/.test(version)) {
	main(version).then(
		() => process.exit(0),
		(error: unknown) => {
			console.error(error);
			process.exit(1);
		},
	);
} else {
	console.error('Say which release: npm run record-histories -- 0.2.0');
	process.exit(2);
}
