/** Whether an auto judge's scores may decide a gate, and why, or why not. */
interface GateTrust {
	readonly mayGate: boolean;
	readonly reason: string;
}

/** Whose trust is asked for. */
interface TrustAsked {
	/** The judge's hash, or its kind where runs do not say. */
	readonly judge: string;
	readonly rubric_hash: string | null;
	readonly experiment_id: string;
}

/** Finds out what is known of an auto judge; `null` where nothing is. */
export type FindTrust = (asked: TrustAsked) => Promise<GateTrust | null>;
