import type { CellState } from '../../api/answers';
import type { Grid } from '../../api/grid';

/** What each column of the grid is: a scenario, and which of its repeats. */
export function columnTitles({ scenarios, repeats }: Pick<Grid, 'scenarios' | 'repeats'>): string[] {
	const each = Array.from({ length: repeats }, (_, repeat) => repeat);
	return scenarios.flatMap((scenario) => each.map((repeat) => (repeats > 1 ? `${scenario} #${repeat + 1}` : scenario)));
}

export const stateWords: Readonly<Record<CellState, string>> = {
	'to-come': 'to come',
	failed: 'failed',
	missing: 'not there',
	pending: 'to be scored',
	judged: 'scored',
	'by-rule': 'empty, scored by the rule',
	'not-drawn': 'not drawn for a judge',
	invalid: 'invalid',
};

/** What stands in a cell that has no composite. */
export const stateSigns: Readonly<Record<CellState, string>> = {
	'to-come': '',
	failed: '!',
	missing: '',
	pending: '·',
	judged: '✓',
	'by-rule': '∅',
	'not-drawn': '–',
	invalid: '×',
};

/** What can be told of all cells at once. */
export interface GridSums {
	/** How many cells are in each state; states without any are left out. */
	readonly states: readonly { readonly state: CellState; readonly count: number }[];
	/** The lowest and the highest composite; `null` where nothing is scored. */
	readonly span: Span | null;
}

interface Span {
	readonly low: number;
	readonly high: number;
}

export function sumsOf(grid: Grid): GridSums {
	const counts = new Map<CellState, number>();
	const columns = grid.scenarios.length * grid.repeats;
	let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (let row = 0; row < grid.rows.length; row += 1) {
		for (let column = 0; column < columns; column += 1) {
			const { state, composite } = grid.at(row, column);
			counts.set(state, (counts.get(state) ?? 0) + 1);
			if (composite === null) continue;
			low = Math.min(low, composite);
			high = Math.max(high, composite);
		}
	}
	const states = (Object.keys(stateWords) as CellState[]).flatMap((state) => {
		const count = counts.get(state) ?? 0;
		return count === 0 ? [] : [{ state, count }];
	});
	return { states, span: low > high ? null : { low, high } };
}

/** Of the nine steps of heat the one of a composite. */
export function heatStep(composite: number, { low, high }: Span): number {
	return high === low ? 4 : Math.min(8, Math.floor((9 * (composite - low)) / (high - low)));
}
