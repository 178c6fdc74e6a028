import type { GateDecision } from '../ranking/gate/gate-document';

/** What is shown of a comparison of prompts. */
export interface OptimizeShown {
	/** As Temporal lists it. */
	readonly state: string;
	readonly model: string | null;
	readonly baseline: string | null;
	readonly candidates: readonly string[];
	readonly answer: GateDecision['answer'] | null;
	readonly candidate: string | null;
	readonly promoted: boolean;
	readonly reasons: readonly string[];
}
