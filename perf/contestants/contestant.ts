import type { PerfStage } from '../stage/stage';

/** One answer to be asked for, as our own worker asked for it. */
export interface CellRequest {
	readonly model: string;
	readonly prompt: string;
	readonly options: {
		readonly temperature: number;
		readonly num_ctx: number;
		readonly num_predict: number;
		readonly seed: number;
	};
}

/** How one went through the cells once. */
interface Pass {
	/** Milliseconds from what a person would call the start to the last cell being kept. */
	readonly wallMs: number;
}

/** What is to be watched while one is at work. */
interface Observer {
	/** Counts the memory of this process, and of all its descendants, as the contestant's. */
	memoryOf(pid: number): void;
}

/** One way of having all cells made. */
export interface Contestant {
	/** How `--only` and the results name it. */
	readonly name: string;
	/** How the table names it. */
	readonly title: string;
	/** What it could not be told, or does in its own way; for the reader of the table. */
	readonly remarks: readonly string[];
	/** Makes all cells once. */
	run(watch: Observer): Promise<Pass>;
}

/** Prepares a contestant: installs it, starts what it needs running, writes its files. */
export type Enter = (stage: PerfStage, cells: readonly CellRequest[]) => Promise<Contestant>;
