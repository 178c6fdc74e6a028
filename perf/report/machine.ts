import { cpus, loadavg, totalmem } from 'node:os';
import type { PerfStage } from '../stage/stage';

/** What the numbers were measured on. */
export interface Machine {
	readonly processor: string;
	readonly cores: number;
	/** Bytes. */
	readonly memory: number;
	readonly system: string;
	/** Processes that wanted to run in the minute before the measuring began: above 1, something else was at work. */
	readonly loadBefore: number;
	/** By name: `Ollama: 0.24.0`. */
	readonly versions: Readonly<Record<string, string>>;
}

const loadBefore = loadavg()[0] ?? 0;

/** This machine, with the versions of the parts in use. */
export function thisMachine({ temporal, mlflow, ollama }: PerfStage): Machine {
	const all = cpus();
	const parts = [temporal, mlflow, ollama].map(({ name, version }) => [name, version]);
	return {
		processor: all[0]?.model.trim() ?? 'unknown',
		cores: all.length,
		memory: totalmem(),
		system: `${process.platform} ${process.arch}`,
		loadBefore,
		versions: { Node: process.versions.node, ...Object.fromEntries(parts) },
	};
}
