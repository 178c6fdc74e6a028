import type { FaultBenchConfig } from './bench-config';
import type { CommittedRun } from './recorded-cells';

/** What is known from outside of one bench when all is over. */
export interface BenchFacts {
	readonly config: FaultBenchConfig;
	/** The names of the cells that its input means. */
	readonly planned: readonly string[];
	readonly state: 'running' | 'filled' | 'failed';
	readonly failure: string | null;
	/** What it says itself; `null` when it never answered. */
	readonly said: {
		readonly phase: string;
		readonly total: number;
		readonly failed: number;
		readonly failedCells: readonly { readonly cell: string; readonly reason: string }[];
	} | null;
	readonly committed: readonly CommittedRun[];
}

/** A broken law, with what shows it. */
export interface Break {
	readonly law:
		| 'one resident model'
		| 'one run a cell'
		| 'no accepted answer is made again'
		| 'one judgment a run'
		| 'no accepted judgment is made again'
		| 'every bench ends'
		| 'nothing is left behind';
	readonly what: string;
	/** Milliseconds since 1970, where it has a time. */
	readonly at: number | null;
}
