import { startOllamaProxy } from '../../testbed/ollama-proxy';
import { askForAnswer } from '../observe/ask';
import { type Mean, meanOf } from '../observe/statistics';
import { oneComparedCell } from '../settings';
import { runBench } from '../stage/bench-run';
import type { PerfStage } from '../stage/stage';
import { startMeasuredWorker } from '../stage/worker';

/**
 * What recording a cell takes from the model, where both share the processor. The same answer is asked for again and
 * again: milliseconds until it was there, one a cell of a bench.
 */
export interface Contention {
	/** Asked for while a cell was being recorded. */
	readonly beside: readonly number[];
	/** The mean of one before and one after it, while nothing else was to be done. */
	readonly alone: readonly number[];
}

/**
 * Runs a bench and, each time that it asks for an answer, first asks twice for the same one: while the cell before is
 * being recorded, and again when that is over. Neighbours in time meet the same machine, however its speed moves.
 */
export async function measureContention(stage: PerfStage, cells: number): Promise<Contention> {
	const beside: number[] = [];
	const after: number[] = [];
	const intervene = async ({ kind, body }: { kind: string; body: unknown }) => {
		if (kind !== 'generate') return null;
		beside.push(await timeToAnswer(stage.ollama.address, body));
		after.push(await timeToAnswer(stage.ollama.address, body));
		return null;
	};
	const gate = stage.cleanups.add(await startOllamaProxy({ target: stage.ollama.address, intervene }), (started) =>
		started.close(),
	);
	const worker = stage.cleanups.add(await startMeasuredWorker(stage, { ollama: gate.url }), ({ stop }) => stop());
	stage.say(`${cells} answers beside the recording of a cell, and as many alone …`);
	// One prompt: Ollama keeps what it has read of it, so that no answer waits for that. An answer takes longer than a record.
	await runBench(stage, { ...oneComparedCell(600), repeats: cells + 1 });
	await worker.stop();
	await gate.close();
	return {
		// Before the first cell there was none to record.
		beside: beside.slice(1),
		alone: after.slice(1).map((later, at) => (later + (after[at] ?? Number.NaN)) / 2),
	};
}

async function timeToAnswer(ollama: string, asked: unknown): Promise<number> {
	const began = performance.now();
	await askForAnswer(ollama, asked);
	return performance.now() - began;
}

/** How much longer an answer takes beside a recording, in milliseconds. @throws RangeError for fewer than two cells */
export function longerAnswer({ beside, alone }: Contention): Mean {
	return meanOf(beside.map((time, at) => time - (alone[at] ?? Number.NaN)));
}
