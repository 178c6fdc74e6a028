import { request } from 'undici';
import { startOllamaProxy } from '../../test/support/ollama-proxy';
import { comparedCells } from '../settings';
import { runBench } from '../stage/bench-run';
import type { Stage } from '../stage/stage';
import { startWorker } from '../stage/worker';

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
export async function measureContention(stage: Stage, cells: number): Promise<Contention> {
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
	const worker = stage.cleanups.add(await startWorker(stage, { ollama: gate.url }), ({ stop }) => stop());
	stage.say(`${cells} answers beside the recording of a cell, and as many alone …`);
	await runBench(stage, sameCells(cells + 1));
	await worker.stop();
	await gate.close();
	return {
		// Before the first cell there was none to record.
		beside: beside.slice(1),
		alone: after.slice(1).map((later, at) => (later + (after[at] ?? Number.NaN)) / 2),
	};
}

/** Cells of one prompt: Ollama keeps what it has read of it, so that no answer has to wait for that. */
function sameCells(repeats: number) {
	// An answer takes longer than a record does.
	const one = { prompts: ['v1'], n_scenarios: 1, num_predict: 600 };
	return { ...comparedCells, models: comparedCells.models.slice(0, 1), ...one, repeats };
}

async function timeToAnswer(ollama: string, asked: unknown): Promise<number> {
	const began = performance.now();
	const { statusCode, body } = await request(`${ollama}/api/generate`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(asked),
	});
	const text = await body.text();
	if (statusCode !== 200) throw new Error(`Ollama answered ${statusCode}: ${text}`);
	return performance.now() - began;
}

/** How much longer an answer took beside a recording, in milliseconds, one a cell. */
export function longerAnswers({ beside, alone }: Contention): number[] {
	return beside.map((time, at) => time - (alone[at] ?? Number.NaN));
}
