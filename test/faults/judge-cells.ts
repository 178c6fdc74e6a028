import type { BenchFacts, Break } from './bench-facts';

/** What became of one bench's cells. */
export interface CellCounts {
	readonly planned: number;
	readonly recorded: number;
	readonly failed: number;
	readonly lost: number;
	/** Committed runs beyond the first of their cell, or of their key. */
	readonly doubled: number;
	readonly breaks: readonly Break[];
}

/** The status names no more failed cells than these, and only counts the others. */
const mostNamed = 100;

/** Counts one bench's cells: each must be one committed run, or a failure with a name. */
export function judgeCells({ config, planned, state, failure, said, committed }: BenchFacts): CellCounts {
	const runs = countEach(committed.map(({ cell }) => cell));
	const byCell = new Map(committed.map((run) => [run.cell, run]));
	const keys = countEach([...byCell.values()].map(({ cell_key }) => cell_key));
	const named = new Set(said?.failedCells.map(({ cell }) => cell));
	const unnamed = Math.max(0, (said?.failed ?? 0) - mostNamed);
	const left = planned.filter((cell) => !runs.has(cell) && !named.has(cell)).slice(unnamed);
	// What a bench that hangs has not come to yet is left, not lost.
	const lost = state === 'running' ? [] : left;
	const strangers = [...runs.keys()].filter((cell) => !planned.includes(cell));

	const oneRun = [
		said !== null && said.total !== planned.length && `it planned ${said.total} cells, not ${planned.length}`,
		said !== null &&
			said.failed !== named.size + unnamed &&
			`it counts ${said.failed} failures, and names ${named.size}`,
		lost.length > 0 && `${lost.length} cells have neither a run nor a failure that names them: ${listed(lost)}`,
		strangers.length > 0 && `committed runs are of no cell that was planned: ${listed(strangers)}`,
		...[...runs].map(([cell, times]) => times > 1 && `${cell} has ${times} committed runs`),
		...[...keys].map(([key, times]) => times > 1 && `${times} cells were recorded under the key ${key}`),
		...[...named].map((cell) => runs.has(cell) && `${cell} is named as failed, and has a run`),
	];
	const hangs = `${state} in ${said?.phase ?? 'an unknown phase'} with ${left.length} cells left: ${failure ?? 'it says nothing'}`;
	const broken = (law: Break['law'], what: string): Break => ({ law, what: `${config.experiment}: ${what}`, at: null });
	return {
		...{ planned: planned.length, recorded: runs.size - strangers.length, failed: named.size + unnamed },
		...{ lost: lost.length, doubled: committed.length - keys.size },
		breaks: [
			...(state === 'filled' ? [] : [broken('every bench ends', hangs)]),
			...oneRun.filter((what) => what !== false).map((what) => broken('one run a cell', what)),
		],
	};
}

function countEach(names: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

function listed(names: readonly string[]): string {
	return names.length > 5 ? `${names.slice(0, 5).join(', ')} …` : names.join(', ');
}
