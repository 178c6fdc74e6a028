import { countPlanned } from './bench-config';
import type { BenchFacts, Break } from './verdict';

/** What became of one bench's cells. */
export interface CellCounts {
	readonly planned: number;
	readonly recorded: number;
	readonly failed: number;
	readonly lost: number;
	readonly doubled: number;
	readonly breaks: readonly Break[];
}

/** The status names no more failed cells than these. */
const mostNamed = 100;

/** Counts one bench's cells: each must be one committed run, or a failure with a name. */
export function judgeCells({ config, state, failure, said, committed }: BenchFacts): CellCounts {
	const planned = countPlanned(config);
	const runs = new Map<string, number>();
	for (const { cell } of committed) runs.set(cell, (runs.get(cell) ?? 0) + 1);
	const keys = new Set(committed.map(({ cell_key }) => cell_key));
	const named = new Set(said?.failedCells.map(({ cell }) => cell));
	const failed = said !== null && said.failed > mostNamed ? said.failed : named.size;
	const left = Math.max(0, planned - runs.size - failed);
	// What a bench that hangs has not come to yet is left, not lost.
	const lost = state === 'running' ? 0 : left;
	const doubled = committed.length - Math.min(runs.size, keys.size);

	const oneRun: (string | false)[] = [
		said !== null && said.total !== planned && `it planned ${said.total} cells, and ${planned} were asked for`,
		lost > 0 && `${lost} of ${planned} cells have neither a run nor a failure that names them`,
		said !== null && said.failed !== failed && `it counts ${said.failed} failed cells, and names ${named.size}`,
		keys.size < runs.size && `${runs.size} cells were recorded under ${keys.size} keys`,
		...[...runs].map(([cell, times]) => times > 1 && `${cell} has ${times} committed runs`),
		...[...named].map((cell) => runs.has(cell) && `${cell} is named as failed, and has a run`),
	];
	const hangs = `${state} in ${said?.phase ?? 'an unknown phase'} with ${left} cells left: ${failure ?? 'it says nothing'}`;
	const broken = (law: Break['law'], what: string): Break => ({ law, what: `${config.experiment}: ${what}`, at: null });
	return {
		...{ planned, recorded: runs.size, failed, lost, doubled },
		breaks: [
			...(state === 'filled' ? [] : [broken('every bench ends', hangs)]),
			...oneRun.filter((what) => what !== false).map((what) => broken('one run a cell', what)),
		],
	};
}
