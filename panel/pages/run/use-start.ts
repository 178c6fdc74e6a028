import { useQuery } from '@tanstack/react-query';
import { benchConfigQuery, cellQuery, gridQuery } from '../../api/queries';
import { againAs, againLike, anyRun } from './again-like';
import type { Filled } from './commands';

/** What a form begins with. */
export interface Start {
	readonly filled: Filled;
	/** What is to be known of it. */
	readonly said: string;
}

/** What the form begins with: nothing, or what another bench was given; `null` while that is read. */
export function useStart(from: string): Start | null {
	const given = useQuery({ ...benchConfigQuery(from), retry: false });
	const byCells = useCells(given.isError ? from : '');
	if (from === '') return { filled: {}, said: '' };
	if (given.data !== undefined) {
		const { left_out: left } = given.data;
		return { filled: againAs(from, given.data), said: left.length === 0 ? '' : `left out: ${left.join(', ')}` };
	}
	return byCells;
}

/** The same by what was recorded, where nobody knows any more what was given. */
function useCells(from: string): Start | null {
	const grid = useQuery(gridQuery(from));
	const runId = grid.data === undefined ? null : anyRun(grid.data);
	const cell = useQuery({ ...cellQuery(from, runId ?? ''), enabled: runId !== null });
	if (grid.isError) return { filled: {}, said: 'nothing is known of it' };
	if (grid.data === undefined || (runId !== null && cell.isPending)) return null;
	const said = 'what its bench was given is not known; this is filled in as far as its cells tell';
	return { filled: againLike(from, grid.data, cell.data ?? null), said };
}
