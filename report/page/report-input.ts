import type { ExperimentReport } from '../../domain/ranking/experiment-report';
import type { FailedCells } from '../failed-cells';

/** What a page tells. */
export interface ReportInput extends ExperimentReport {
	/** When it was made, in ISO 8601, and by which version of tip-bench. */
	readonly made: { readonly at: string; readonly version: string };
	/** Where a bench tells of cells that failed: MLflow does not know them. */
	readonly failed?: FailedCells | undefined;
	/** What judges are worth, each pair of them; shown beside what they scored. */
	readonly worth?: readonly Worth[];
	/** Gates that were decided on this experiment. */
	readonly gates?: readonly GateShown[];
}

/** How far two judges agree. */
export interface Worth {
	/** Such as `ann and haiku`. */
	readonly title: string;
	/** What follows, in a sentence. */
	readonly says: string;
	/** Such as `quadratic-weighted kappa, composite`: `0.71 (0.62 to 0.80)`. */
	readonly measures: readonly { readonly name: string; readonly value: string }[];
}

/** A gate's decision. */
export interface GateShown {
	/** Such as `gemma3:1b × v2 against qwen2.5:0.5b × v1`. */
	readonly title: string;
	readonly decision: 'promote' | 'reject' | 'not enough evidence';
	readonly reasons: readonly string[];
}
