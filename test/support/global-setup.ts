import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMlflow } from '../../local/mlflow';
import { locateOllama, startOllama } from '../../local/ollama';
import { locateTemporal, startTemporal } from '../../local/temporal';
import { cacheDir } from '../../machine/folders';
import {
	babbler,
	babblerContext,
	stackVariable,
	stackVariables,
	type TestStack,
	tinyAnswers,
	tinyModels,
} from '../../testbed/stack';
import { createTinyModels } from '../../testbed/tiny-model';
import { startWorkerProcess } from '../../testbed/worker-process';

/** Real parts for all integration tests, in a folder of their own, and one worker as a process of its own. */
export default async function globalSetup(): Promise<void> {
	forgetPerson();
	const stateDir = mkdtempSync(join(tmpdir(), 'tip-bench-test-'));
	const say = (line: string) => process.stderr.write(`${line}\n`);
	const options = { stateDir, cacheDir: cacheDir(process.env), env: process.env, say };
	// Ollama may hold three models: the one-model law must not lean on Ollama's own limit.
	const partEnv = { OLLAMA_MAX_LOADED_MODELS: '3', OLLAMA_NUM_PARALLEL: '1' };
	const located = await locateTemporal(options);
	await locateOllama(options);
	const [temporal, mlflow, ollama] = await Promise.all([
		startTemporal({ ...options, located }),
		startMlflow(options),
		startOllama({ ...options, modelsDir: join(stateDir, 'ollama-models'), partEnv }),
	]);
	await createTinyModels(ollama.address, [
		...tinyModels.map((name, at) => ({
			name,
			seed: at + 1,
			answers: at === 0 ? tinyAnswers.slice(0, 3) : tinyAnswers,
		})),
		{ name: babbler, seed: 9, context: babblerContext },
	]);
	const stack: TestStack = {
		temporal: temporal.address,
		temporalUi: temporal.uiUrl ?? '',
		temporalCommand: located.command,
		mlflow: mlflow.address,
		ollama: ollama.address,
		stateDir,
	};
	process.env[stackVariable] = JSON.stringify(stack);
	const worker = await startWorkerProcess(stackVariables(stack));
	globalThis.tipBenchTest = {
		stop: async () => {
			await worker.stop();
			await Promise.all([temporal.stop(), mlflow.stop(), ollama.stop()]);
			rmSync(stateDir, { recursive: true, force: true });
		},
	};
}

/** What tells the tests themselves something. */
const ofTests = ['TIP_BENCH_CACHE', 'TIP_BENCH_PICTURES', 'TIP_BENCH_TEST_LONG'];

/** Whoever runs the tests may have a Temporal, an MLflow and an Ollama of their own, with keys and profiles. */
function forgetPerson(): void {
	const names = Object.keys(process.env).filter((name) => /^(TEMPORAL|MLFLOW_TRACKING|OLLAMA|TIP_BENCH)_/.test(name));
	for (const name of names) if (!ofTests.includes(name)) delete process.env[name];
	process.env.TEMPORAL_CONFIG_FILE = '/dev/null';
}

declare global {
	var tipBenchTest: { stop(): Promise<void> } | undefined;
}
