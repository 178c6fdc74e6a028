import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMlflow } from '../../local/mlflow';
import { startOllama } from '../../local/ollama';
import type { StartOptions } from '../../local/part';
import { startTemporal } from '../../local/temporal';
import { cacheDir } from '../../machine/folders';
import { isFree } from '../../machine/ports';
import { type OllamaProxy, startOllamaProxy } from '../../testbed/ollama-proxy';
import { ownData } from '../../testbed/own-data';
import { addShortRubric } from '../../testbed/short-rubric';
import { createTinyModels } from '../../testbed/tiny-model';
import { type KeptPart, keepPart } from './kept-part';
import { allModels } from './models';
import { openTcpLine, type TcpLine } from './tcp-line';
import { createTraps, type Traps } from './traps';
import { startWorker, type WorkerSurroundings } from './workers';

/** All that a fault run runs on. */
export interface Stage {
	/** The real addresses, past all lines and proxies. */
	readonly addresses: { readonly temporal: string; readonly mlflow: string; readonly ollama: string };
	readonly temporal: KeptPart;
	readonly mlflow: KeptPart;
	readonly ollama: KeptPart;
	readonly benchWorkers: readonly KeptPart[];
	readonly gpuWorker: KeptPart;
	/** What the workers reach Temporal and MLflow over. */
	readonly temporalLine: TcpLine;
	readonly mlflowLine: TcpLine;
	/** What the workers reach Ollama over: it records every request. */
	readonly proxy: OllamaProxy;
	readonly traps: Traps;
	/** For a worker that is started besides. */
	readonly surroundings: WorkerSurroundings;
	/** Ends everything. */
	stop(): Promise<void>;
}

/** @see startStage */
export interface StageOptions {
	readonly stateDir: string;
	readonly signal: AbortSignal;
	say(line: string): void;
}

/**
 * Starts Temporal, MLflow, Ollama with tiny models, and our workers, on free ports and in one folder.
 * @throws LocalStackError where a part cannot be started; nothing is left running then
 */
export async function startStage({ stateDir, signal, say }: StageOptions): Promise<Stage> {
	const common = { stateDir, cacheDir: cacheDir(process.env), env: process.env, say, signal };
	const ends: (() => Promise<void>)[] = [];
	const keeping = async <T>(thing: Promise<T>, end: (started: T) => Promise<void>): Promise<T> => {
		const started = await thing;
		ends.unshift(() => end(started));
		return started;
	};
	const kept = (part: Promise<KeptPart>) => keeping(part, (started) => started.stop());
	const line = <T extends { close(): Promise<void> }>(open: Promise<T>) => keeping(open, (opened) => opened.close());
	const stop = async () => {
		for (const end of ends.splice(0)) await end();
	};
	try {
		const servers = await startServers(common, kept);
		const { addresses } = servers;
		const traps = createTraps();
		const temporalLine = await line(openTcpLine(addresses.temporal));
		const mlflowLine = await line(openTcpLine(new URL(addresses.mlflow).host));
		const proxy = await line(startOllamaProxy({ target: addresses.ollama, intervene: traps.intervene }));
		const surroundings: WorkerSurroundings = {
			temporal: temporalLine.address,
			mlflow: `http://${mlflowLine.address}`,
			ollama: proxy.url,
			stateDir,
			data: ownData(stateDir),
		};
		addShortRubric(surroundings.data);
		const worker = (name: string, queue: string) => kept(keepPart(name, () => startWorker(name, queue, surroundings)));
		const benchWorkers = [await worker('bench-worker-1', 'bench,sim'), await worker('bench-worker-2', 'bench')];
		const gpuWorker = await worker('gpu-worker', 'gpu');
		return { ...servers, benchWorkers, gpuWorker, temporalLine, mlflowLine, proxy, traps, surroundings, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

type Kept = (part: Promise<KeptPart>) => Promise<KeptPart>;

async function startServers(common: StartOptions, kept: Kept) {
	const [port = 0, uiPort = 0, mlflowPort = 0, ollamaPort = 0] = await freePorts(4);
	const modelsDir = join(common.stateDir, 'ollama-models');
	// Ollama may hold three models: that only one is resident must not be Ollama's doing.
	const partEnv = { OLLAMA_MAX_LOADED_MODELS: '3', OLLAMA_NUM_PARALLEL: '1' };
	const starting = [
		kept(keepPart('Temporal', () => startTemporal({ ...common, port, uiPort }))),
		kept(keepPart('MLflow', () => startMlflow({ ...common, port: mlflowPort }))),
		kept(keepPart('Ollama', () => startOllama({ ...common, port: ollamaPort, modelsDir, partEnv }))),
	] as const;
	// All are seen to their start or failure, so that none is left running behind a failure.
	await Promise.allSettled(starting);
	const [temporal, mlflow, ollama] = await Promise.all(starting);
	const addresses = {
		temporal: `127.0.0.1:${port}`,
		mlflow: `http://127.0.0.1:${mlflowPort}`,
		ollama: `http://127.0.0.1:${ollamaPort}`,
	};
	await createTinyModels(addresses.ollama, allModels);
	return { temporal, mlflow, ollama, addresses };
}

/**
 * Ports that are free now, from a range that neither our parts' usual ports nor outgoing connections lie in: a part
 * that is down for a while must find its own again.
 */
async function freePorts(count: number): Promise<number[]> {
	const found: number[] = [];
	for (let port = 20_000 + ((process.pid * 37) % 9_000); found.length < count; port += 1) {
		if (await isFree(port)) found.push(port);
		await sleep(0);
	}
	return found;
}
