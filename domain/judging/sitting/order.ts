import type { RecordedRun } from '../../bench/recorded-run';
import { sha256Hex } from '../../hash';

/** What the place of a run in a sitting is told by. */
export type Placed = Pick<RecordedRun, 'run_id' | 'cell_key'>;

/** With which two digits of a cell's hash a judge begins: each at another place, so that two rarely have the same before them. */
export function startOfJudge(experimentId: string, by: string): string {
	return sha256Hex(`${experimentId}/${by}`).slice(0, 2);
}

/**
 * What runs are put in the order of a sitting by: a hash of their cells, which says nothing of model or prompt, beginning with
 * what begins so.
 */
export function placeInSitting({ run_id, cell_key }: Placed, start: string): string {
	const key = cell_key ?? sha256Hex(run_id);
	return `${key < start ? '1' : '0'}${key} ${run_id}`;
}
