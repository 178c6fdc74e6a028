import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { connectTemporal } from '../../client/temporal';
import { startMlflow } from '../../local/mlflow';
import { startOllama } from '../../local/ollama';
import type { RunningPart, StartOptions } from '../../local/part';
import { startTemporal } from '../../local/temporal';
import { cacheDir } from '../../machine/folders';
import type { Say } from '../../machine/say';
import { type OllamaProxy, startOllamaProxy } from '../../testbed/ollama-proxy';
import { createTinyModels } from '../../testbed/tiny-model';
import { comparedCells } from '../settings';
import type { Cleanups } from './cleanups';

/** The real parts that everything is measured on, and where they are. */
export interface PerfStage {
	readonly temporal: RunningPart;
	readonly mlflow: RunningPart;
	readonly ollama: RunningPart;
	/** In front of Ollama; whatever is measured goes through it. */
	readonly proxy: OllamaProxy;
	readonly client: Client;
	/** A new folder for all that the run leaves behind. */
	readonly folder: string;
	readonly cacheDir: string;
	readonly say: Say;
	/** Aborted when somebody interrupts the run. */
	readonly signal: AbortSignal;
	readonly cleanups: Cleanups;
}

/**
 * Starts Temporal, MLflow, and Ollama with its models, in a new folder. Ollama may hold one model, so that those who
 * leave the order to it do not hold three. Everything ends with `cleanups.run()`, also after a failure on the way.
 */
export async function setStage(say: Say, signal: AbortSignal, cleanups: Cleanups): Promise<PerfStage> {
	const folder = cleanups.add(mkdtempSync(join(tmpdir(), 'tip-bench-perf-')), async (made) =>
		rmSync(made, { recursive: true, force: true }),
	);
	const options: StartOptions = { stateDir: folder, cacheDir: cacheDir(process.env), env: process.env, say, signal };
	const stop = (part: RunningPart) => part.stop();
	say('starting Temporal, MLflow and Ollama …');
	const temporal = cleanups.add(await startTemporal(options), stop);
	const mlflow = cleanups.add(await startMlflow(options), stop);
	const modelsDir = join(folder, 'ollama-models');
	const ollama = cleanups.add(await startOllama({ ...options, modelsDir }), stop);
	await createTinyModels(
		ollama.address,
		comparedCells.models.map((name, at) => ({ name, seed: at + 1 })),
	);
	const proxy = cleanups.add(await startOllamaProxy({ target: ollama.address }), (started) => started.close());
	const addresses = { namespace: 'default', mlflow: mlflow.address, ollama: proxy.url, temporalUi: null };
	// Never closed: a call that is being tried again would then throw where nobody can catch it.
	const client = await connectTemporal({ temporal: temporal.address, ...addresses });
	const cache = options.cacheDir;
	return { temporal, mlflow, ollama, proxy, client, folder, cacheDir: cache, say, signal, cleanups };
}
