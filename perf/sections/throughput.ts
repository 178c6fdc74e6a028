import { join } from 'node:path';
import { proportionalSize } from '../observe/memory';
import { processorSeconds } from '../observe/processor';
import { median } from '../observe/statistics';
import { type BlockExecution, blocksOf, runBench } from '../stage/bench-run';
import type { Program } from '../stage/program';
import type { PerfStage } from '../stage/stage';
import { type InstantOllama, startInstantOllama } from '../stage/stand-in';
import { startMeasuredWorker } from '../stage/worker';
import { instantBench } from './instant-bench';

/** Memory while cells are made. Bytes. */
export interface Sample {
	/** Answers given so far. */
	readonly cells: number;
	readonly worker: number;
	readonly temporal: number;
}

/** A bench with an Ollama that answers at once and a recording that does nothing. */
export interface Throughput {
	readonly cells: number;
	/** From the start to the end of the last block. */
	readonly seconds: number;
	/** Processor time a cell, in milliseconds: what a cell costs however busy the machine is. */
	readonly processor: { readonly worker: number; readonly temporal: number };
	readonly samples: readonly Sample[];
	readonly history: HistoryGrowth;
}

/** What Temporal keeps of a bench's blocks. */
interface HistoryGrowth {
	/** How many runs the chain has. */
	readonly runs: number;
	readonly eventsPerCell: number;
	readonly bytesPerCell: number;
	/** Of any one run. */
	readonly mostEvents: number;
	readonly mostBytes: number;
}

/** Makes benches of these sizes, each with a new worker, and watches memory meanwhile. */
export async function measureThroughput(stage: PerfStage, sizes: readonly number[]): Promise<Throughput[]> {
	const ollama = await startInstantOllama(stage);
	const script = join(__dirname, '..', 'programs', 'recording-stubbed-worker.js');
	const measured: Throughput[] = [];
	for (const size of sizes) {
		const worker = stage.cleanups.add(await startMeasuredWorker(stage, { ollama: ollama.url, script }), ({ stop }) =>
			stop(),
		);
		// The first bench of a worker also compiles and connects.
		await runBench(stage, instantBench(100));
		stage.say(`${size} cells with recording stubbed …`);
		measured.push(await oneSize(stage, size, ollama, worker));
		await worker.stop();
	}
	await ollama.stop();
	return measured;
}

async function oneSize(stage: PerfStage, size: number, ollama: InstantOllama, worker: Program): Promise<Throughput> {
	const before = await ollama.answers();
	const samples: Sample[] = [];
	const look = async () => {
		const [temporalBytes, workerBytes] = await Promise.all([
			proportionalSize(stage.temporal.pid === undefined ? [] : [stage.temporal.pid]),
			proportionalSize([worker.pid]),
		]);
		samples.push({ cells: (await ollama.answers()) - before, worker: workerBytes, temporal: temporalBytes });
		const last = samples.at(-1);
		if (samples.length % 60 === 0) stage.say(`  ${last?.cells} cells so far`);
	};
	let looking = look();
	const timer = setInterval(() => {
		looking = looking.then(look);
	}, 1000);
	try {
		const used = await meterProcessors(stage, worker, size);
		const { experiment, startedAt } = await runBench(stage, instantBench(size));
		const processor = await used();
		clearInterval(timer);
		await looking;
		await look();
		const blocks = await blocksOf(stage.client, experiment);
		const seconds = (Math.max(...blocks.map(({ closedAt }) => closedAt)) - startedAt) / 1000;
		stage.say(`${size} cells in ${seconds.toFixed(1)} s: ${(size / seconds).toFixed(0)} a second`);
		return { cells: size, seconds, processor, samples, history: growthOf(blocks, size) };
	} finally {
		clearInterval(timer);
		await looking.catch(() => undefined);
	}
}

async function meterProcessors(stage: PerfStage, worker: Program, cells: number) {
	const read = () => Promise.all([processorSeconds(worker.pid), processorSeconds(stage.temporal.pid)]);
	const before = await read();
	return async (): Promise<Throughput['processor']> => {
		const [ours = 0, servers = 0] = (await read()).map((after, at) => (after ?? 0) - (before[at] ?? 0));
		return { worker: (ours * 1000) / cells, temporal: (servers * 1000) / cells };
	};
}

function growthOf(blocks: readonly BlockExecution[], cells: number): HistoryGrowth {
	const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
	const events = blocks.map((block) => block.events);
	const sizes = blocks.map(({ size }) => size);
	return {
		runs: blocks.length,
		eventsPerCell: sum(events) / cells,
		bytesPerCell: sum(sizes) / cells,
		mostEvents: Math.max(...events),
		mostBytes: Math.max(...sizes),
	};
}

/**
 * Worker and Temporal together around a number of cells: the median of the samples within a tenth of it.
 * @returns bytes, `null` where nothing was seen there
 */
export function memoryAt(samples: readonly Sample[], cells: number): number | null {
	const near = samples.filter((sample) => Math.abs(sample.cells - cells) <= cells / 10);
	const sizes = near.map(({ worker, temporal }) => worker + temporal).filter((bytes) => bytes > 0);
	return sizes.length === 0 ? null : median(sizes);
}
