import type { CellState, GridAnswer } from './answers';

/** A cell, with the run that fills it. */
export interface GridCell {
	readonly state: CellState;
	readonly composite: number | null;
	/** `null` where there is none. */
	readonly run_id: string | null;
	/** Why it failed, as far as that is known. */
	readonly reason?: string;
}

/** The cells of an experiment by their places. */
export interface Grid {
	readonly rows: GridAnswer['rows'];
	readonly scenarios: readonly string[];
	/** Whether it is known which cells a bench is to fill. */
	readonly isPlanned: boolean;
	/** How many columns a scenario has. */
	readonly repeats: number;
	/** @param row and @param column from 0; a scenario's repeats are columns side by side */
	at(row: number, column: number): GridCell;
}

/** A cell without a run. */
export const missing: GridCell = { state: 'missing', composite: null, run_id: null };
const toCome: GridCell = { ...missing, state: 'to-come' };

/** The same as the server tells it, to be looked up by place. */
export function gridOf({ rows, scenarios, cells, planned }: GridAnswer): Grid {
	const repeats = cells.reduce((most, [, , repeat]) => Math.max(most, repeat + 1), planned?.repeats ?? 1);
	const columns = scenarios.length * repeats;
	const places = new Map<number, GridCell>();
	for (const [row, scenario, repeat, state, composite, run_id] of cells) {
		places.set(row * columns + scenario * repeats + repeat, { state, composite, run_id });
	}
	const isPlanned = (row: number, column: number) =>
		planned !== null &&
		row < planned.rows &&
		column < planned.scenarios * repeats &&
		column % repeats < planned.repeats;
	const at = (row: number, column: number) =>
		places.get(row * columns + column) ?? (isPlanned(row, column) ? toCome : missing);
	return { rows, scenarios, isPlanned: planned !== null, repeats, at };
}
