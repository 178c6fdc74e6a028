import type { CellState, GridAnswer } from './answers';

/** A cell, with the run that fills it. */
export interface GridCell {
	readonly state: CellState;
	readonly composite: number | null;
	/** `null` where there is none. */
	readonly run_id: string | null;
}

/** The cells of an experiment by their places. */
export interface Grid {
	readonly rows: GridAnswer['rows'];
	readonly scenarios: readonly string[];
	/** How many columns a scenario has. */
	readonly repeats: number;
	/** @param row and @param column from 0; a scenario's repeats are columns side by side */
	at(row: number, column: number): GridCell;
}

const missing: GridCell = { state: 'missing', composite: null, run_id: null };

/** The same as the server tells it, to be looked up by place. */
export function gridOf({ rows, scenarios, cells }: GridAnswer): Grid {
	const repeats = cells.reduce((most, [, , repeat]) => Math.max(most, repeat + 1), 1);
	const columns = scenarios.length * repeats;
	const places = new Map<number, GridCell>();
	for (const [row, scenario, repeat, state, composite, run_id] of cells) {
		places.set(row * columns + scenario * repeats + repeat, { state, composite, run_id });
	}
	return { rows, scenarios, repeats, at: (row, column) => places.get(row * columns + column) ?? missing };
}
