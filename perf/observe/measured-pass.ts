import type { RecordedRequest } from '../../testbed/ollama-proxy';
import type { Contestant } from '../contestants/contestant';
import { memoryEveryMs } from '../settings';
import type { PerfStage } from '../stage/stage';
import { unloadEverything } from '../stage/unload';
import { idleBetweenCells, loadsInAnswers } from './idle';
import { type MemoryWatch, watchMemory } from './memory';
import { countLoadsFromHere } from './ollama-log';
import { stolenSeconds } from './processor';
import { countMissedCells, type Question } from './questions';

/** What one pass came to. Times are milliseconds, memory is bytes. */
export interface MeasuredPass {
	readonly wallMs: number;
	/** From the first request about a model to the end of the last answer: leaves out how a tool starts and ends. */
	readonly askingMs: number;
	/** Of this, how long Ollama was at work on answers: what slows Ollama itself shows here, not in idle time. */
	readonly answeringMs: number;
	/** Answers that came to their proper end. */
	readonly answers: number;
	/** Cells that were not asked for exactly once with exactly their prompt. */
	readonly missedCells: number;
	/** By Ollama's log. */
	readonly loads: number;
	/** By what Ollama said in its answers; `null` where they say nothing about it. */
	readonly loadsInAnswers: number | null;
	readonly idleMs: readonly number[];
	/** Of each answer in turn, by what Ollama says of it: how long it read the prompt, none where it does not say. */
	readonly promptEvalMs?: readonly number[];
	/** Both missing in what was kept before 2026-11-26. */
	readonly outputTokens?: readonly number[];
	/** `null` where memory cannot be read. */
	readonly memory: number | null;
	/** Processor time that the machine's host gave to others meanwhile; `null` where that cannot be read. */
	readonly stolenMs: number | null;
}

/** Lets one make all cells once, with no model in memory at the start, and measures it from outside. */
export async function measurePass(
	stage: PerfStage,
	contestant: Contestant,
	cells: readonly Question[],
): Promise<MeasuredPass> {
	await unloadEverything(stage.ollama.address);
	const before = stage.proxy.requests.length;
	const countLoads = countLoadsFromHere(stage.ollama.logFile ?? '');
	const stolenBefore = await stolenSeconds();
	const watched: MemoryWatch[] = [];
	const pids: number[] = [];
	try {
		const { wallMs } = await contestant.run({
			memoryOf: (pid) => {
				pids.push(pid);
				if (watched.length === 0) watched.push(watchMemory(pids, memoryEveryMs));
			},
		});
		const stolen = await stolenSeconds();
		const requests = stage.proxy.requests.slice(before).filter(({ kind }) => kind !== 'other');
		return {
			wallMs,
			...seenIn(requests),
			missedCells: countMissedCells(cells, requests),
			loads: countLoads(),
			memory: (await watched[0]?.stop()) ?? null,
			stolenMs: stolen === null || stolenBefore === null ? null : (stolen - stolenBefore) * 1000,
		};
	} finally {
		await watched[0]?.stop();
	}
}

function seenIn(requests: readonly RecordedRequest[]) {
	const answered = requests.filter(({ kind, done, status }) => kind === 'generate' && done && status === 200);
	const ends = answered.map(({ endedAt }) => endedAt ?? 0);
	return {
		askingMs: Math.max(0, ...ends) - (requests[0]?.startedAt ?? 0),
		answeringMs: answered.reduce((sum, { startedAt, endedAt }) => sum + (endedAt ?? startedAt) - startedAt, 0),
		answers: answered.length,
		loadsInAnswers: loadsInAnswers(requests),
		idleMs: idleBetweenCells(requests),
		promptEvalMs: answered.flatMap(({ promptEvalSeconds: took }) => (took === null ? [] : [took * 1000])),
		outputTokens: answered.flatMap(({ outputTokens }) => outputTokens ?? []),
	};
}
