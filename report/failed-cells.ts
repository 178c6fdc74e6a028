import type { ReasonCounts } from '../domain/bench/reasons';

/** How many cells failed, which MLflow does not know, and why. */
export interface FailedCells {
	readonly cells: number;
	readonly reasons: ReasonCounts;
}
