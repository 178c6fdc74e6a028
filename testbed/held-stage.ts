import type { Status } from '../domain/bench/status';
import { startMlflow } from '../local/mlflow';
import type { RunningPart } from '../local/part';
import { startTemporal } from '../local/temporal';
import { type BenchClient, connectBenchClient } from './bench-client';
import { farPort } from './far-port';
import { type OllamaProxy, startOllamaProxy } from './ollama-proxy';
import { ownData } from './own-data';
import { ownParts, portOf } from './own-parts';
import { testStack, tinyModels } from './stack';
import { until } from './until';
import { startWorkerProcess, type WorkerProcess, type WorkerVariables } from './worker-process';

/** Parts of a test's own, and an Ollama in front of which generations can be held while something is changed. */
export interface HeldStage {
	/** Where the parts are, for commands. */
	readonly env: Record<string, string>;
	readonly benches: BenchClient;
	readonly stateDir: string;
	/** The folder of prompts/, rubrics/ and scenarios/ that the worker reads; it is the test's own. */
	readonly data: string;
	readonly mlflow: () => RunningPart;
	readonly proxy: () => OllamaProxy;
	/** From now on generations wait in front of Ollama. */
	hold(): void;
	letGo(): void;
	/** Waits until a generation is held. */
	untilHeld(): Promise<void>;
	/** Starts a bench of one model and prompt, and returns when its first cell is held. The stage has to be let go before. */
	startHeld(experiment: string, cells: number, more?: object): Promise<void>;
	/** Waits until a bench says that it stands still for this reason. */
	untilTold(id: string, code: string): Promise<Status>;
	untilPhase(id: string, phase: Status['phase']): Promise<Status>;
	/** Starts the part again that was ended, where it was. */
	restartMlflow(): Promise<void>;
	restartProxy(): Promise<void>;
	/** Ends the worker in order, and starts one with other variables. */
	restartWorker(more: WorkerVariables): Promise<void>;
	close(): Promise<void>;
}

/** The input of a bench on the first tiny model. */
export function fewCells(experiment: string, cells: number) {
	return { experiment, models: tinyModels[0], prompts: 'v1', n_scenarios: cells, num_predict: 24 };
}

/** The same as flags of `run`. */
export function fewCellsFlags(experiment: string, cells: number): string[] {
	return Object.entries(fewCells(experiment, cells)).flatMap(([key, value]) => [
		`--${key.replaceAll('_', '-')}`,
		`${value}`,
	]);
}

/** Starts it, with one worker. */
export async function startHeldStage(): Promise<HeldStage> {
	const options = ownParts();
	const gate = createGate();
	const startProxy = (port = 0) =>
		startOllamaProxy({
			target: testStack().ollama,
			port,
			intervene: async ({ kind }) => {
				if (kind === 'generate') await gate.passed();
				return null;
			},
		});
	let [temporal, mlflow, proxy] = await Promise.all([
		startTemporal(options),
		startMlflow({ ...options, port: await farPort() }),
		startProxy(),
	]);
	const data = ownData(options.stateDir);
	const env = {
		TEMPORAL_ADDRESS: temporal.address,
		MLFLOW_TRACKING_URI: mlflow.address,
		OLLAMA_HOST: proxy.url,
		TIP_BENCH_STATE: options.stateDir,
		TIP_BENCH_DATA: data,
	};
	let worker: WorkerProcess = await startWorkerProcess(env);
	const benches = await connectBenchClient(temporal.address);
	const isHeld = () => proxy.requests.some(({ kind, endedAt }) => kind === 'generate' && endedAt === null);
	const untilHeld = () => until(async () => isHeld());
	// What a bench before left there would pass for the one that is to be held.
	const untilNoneIs = () => until(async () => !isHeld(), 60_000);
	const untilStatus = async (id: string, fits: (status: Status) => boolean) => {
		await until(async () => fits(await benches.status(id)), 120_000);
		return benches.status(id);
	};
	return {
		...{ env, benches, data, stateDir: options.stateDir, untilHeld },
		...{ mlflow: () => mlflow, proxy: () => proxy, hold: gate.close, letGo: gate.open },
		startHeld: async (experiment, cells, more = {}) => {
			await untilNoneIs();
			gate.close();
			await benches.start({ ...fewCells(experiment, cells), ...more });
			await untilHeld();
		},
		untilTold: (id, code) => untilStatus(id, ({ troubles }) => troubles.some((each) => each.code === code)),
		untilPhase: (id, phase) => untilStatus(id, (status) => status.phase === phase),
		restartMlflow: async () => {
			mlflow = await startMlflow({ ...options, port: portOf(mlflow.address) });
		},
		restartProxy: async () => {
			proxy = await startProxy(portOf(proxy.url));
		},
		restartWorker: async (more) => {
			await worker.stop();
			worker = await startWorkerProcess({ ...env, ...more });
		},
		close: async () => {
			await benches.close();
			await worker.stop();
			await Promise.all([temporal.stop(), mlflow.stop(), proxy.close()]);
		},
	};
}

function createGate() {
	let opened = Promise.resolve();
	let open = () => {};
	return {
		passed: () => opened,
		open: () => open(),
		close: () => {
			opened = new Promise<void>((resolve) => {
				open = resolve;
			});
		},
	};
}
