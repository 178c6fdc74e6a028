import { join } from 'node:path';
import { projectRoot } from '../../machine/folders';
import { watchMemory } from '../observe/memory';
import { startProgram, untilEnded } from './program';
import type { PerfStage } from './stage';

/** A command of ours that ran to its end. */
export interface CommandRun {
	/** From its start to its end, in milliseconds. */
	readonly wallMs: number;
	/** PSS at its peak, in bytes; `null` where that cannot be read. */
	readonly memory: number | null;
}

/** Of a command that grows: more often would slow it down. */
const lookEveryMs = 1_000;

/** The variables by which our commands find the stage's parts. */
export function stageVariables({ temporal, mlflow, ollama, folder }: PerfStage): Record<string, string> {
	return {
		TEMPORAL_ADDRESS: temporal.address,
		MLFLOW_TRACKING_URI: mlflow.address,
		OLLAMA_HOST: ollama.address,
		TIP_BENCH_STATE: folder,
	};
}

/**
 * Runs `./tip-bench` as a person would.
 * @throws Error with its last words when it fails
 */
export async function runCommand(stage: PerfStage, args: readonly string[]): Promise<CommandRun> {
	const began = performance.now();
	const program = await startProgram({
		name: args.slice(0, 2).join('-'),
		command: process.execPath,
		args: [join(projectRoot(), 'tip-bench'), ...args],
		env: { ...process.env, ...stageVariables(stage) },
		folder: stage.folder,
	});
	const memory = watchMemory([program.pid], lookEveryMs);
	try {
		await untilEnded(program, `tip-bench ${args.join(' ')}`);
		return { wallMs: performance.now() - began, memory: await memory.stop() };
	} finally {
		await memory.stop();
	}
}
