import type { KeptRow, RowPacker } from './kept-row';

/** The committed runs of an experiment as they were read, in the order of their start. It never changes: a change makes another. */
export interface KeptRuns {
	/** All of them, those too that count nowhere since their cell has an earlier run. */
	readonly all: readonly KeptRow[];
	/** One a cell. */
	readonly cells: readonly KeptRow[];
	readonly packer: RowPacker;
}

/** About so many bytes of memory a row takes. */
export const bytesPerRow = 1_000;

/** The same with some runs as they are now. */
export function withChanged({ all, packer }: KeptRuns, changed: readonly KeptRow[]): KeptRuns {
	const byId = new Map(changed.map((row) => [row.run_id, row]));
	const there = all.map((row) => {
		const now = byId.get(row.run_id);
		byId.delete(row.run_id);
		return now ?? row;
	});
	return keptRuns([...there, ...byId.values()], packer);
}

/** What was read, packed. */
export function keptRuns(rows: readonly KeptRow[], packer: RowPacker): KeptRuns {
	const all = [...rows].sort(byStart);
	const keys = new Set<string>();
	const cells = all.filter(({ cell_key: key }) => {
		if (key === null) return true;
		const isFirst = !keys.has(key);
		keys.add(key);
		return isFirst;
	});
	return { all, cells, packer };
}

/** As MLflow orders them, so that of two runs of one cell the same one counts everywhere. */
function byStart(a: KeptRow, b: KeptRow): number {
	return a.started_at - b.started_at || (a.run_id < b.run_id ? -1 : a.run_id > b.run_id ? 1 : 0);
}

/** The former ones where nothing differs, so that what was made of them stays. */
export function sameOr(former: KeptRuns, now: KeptRuns): KeptRuns {
	const isSame = former.all.length === now.all.length && former.all.every((row, at) => isSameRow(row, now.all[at]));
	return isSame ? former : now;
}

function isSameRow(one: KeptRow, other: KeptRow | undefined): boolean {
	return one.run_id === other?.run_id && one.content === other.content;
}
