/** What the auto tier has to do with a run. */
export interface AutoTier {
	readonly kind: string;
	/** Whether its scores are the ones that count, since there is no lazy tier. */
	readonly counts: boolean;
	/** It has no scores of the auto tier yet. */
	readonly pending: boolean;
	/** ISO 8601; `null` where it has none. */
	readonly judged_at: string | null;
	/** By which judge file, prompt, rubric and rule: scores under two hashes are never averaged. */
	readonly hash: string | null;
	/** SHA-256 of its model, where that is on an Ollama. */
	readonly digest: string | null;
	/** Why it left the run unscored when it was asked last; `null` where it did not. */
	readonly unscored: string | null;
	/** The largest difference between two samples of it; `null` where there were not two. */
	readonly spread: number | null;
	/** `false` for a judge that only tries the tool out. */
	readonly evidence: boolean;
}

/** Whether a run was drawn for the lazy tier, and how. */
export interface Draw {
	readonly drawn: boolean;
	/** With which chance; 1 for those taken for certain; `NaN` where the run does not say. */
	readonly chance: number;
	/** By chance, or for certain: the auto tier left it unscored, or its samples were apart. */
	readonly why: DrawReason;
	/** Which draw it was decided in. */
	readonly id: string;
}

export type DrawReason = 'chance' | 'unscored' | 'spread';

/** A committed run as the leaderboard and the judging read it from MLflow; the former harness's runs fit too. */
export interface RecordedRun {
	readonly run_id: string;
	/** Milliseconds since 1970. */
	readonly started_at: number;
	/** Empty for runs of the former harness that do not say. */
	readonly model: string;
	readonly prompt: string;
	readonly scenario: string;
	readonly repeat: number;
	/** `null` for runs of the former harness. */
	readonly cell_key: string | null;
	/** SHA-256 of the model, as in the plan; `null` for runs of the former harness. */
	readonly model_digest: string | null;
	/** It waits for a score. */
	readonly judge_pending: boolean;
	/** It has the scores that it waited for. */
	readonly judged: boolean;
	/** Who judges, or was to judge: `claude-code`, `trial`, … */
	readonly judge_kinds: readonly string[];
	/** Whose the scores that count are: one name, or several with a comma between. */
	readonly judged_by: string | null;
	/** ISO 8601. */
	readonly judged_at: string | null;
	/** Its answer holds no candidate, so the rule gave it the lowest scores: in no agreement and no correction. */
	readonly by_rule: boolean;
	/** Whose judgments of the lazy tier stand on it. */
	readonly lazy_judges: readonly string[];
	/** Its auto tier; `null` where it has none. */
	readonly auto: AutoTier | null;
	/** Whether the lazy tier is asked about it though it has an auto tier; `null` while that is not decided. */
	readonly draw: Draw | null;
	readonly rubric: string | null;
	readonly rubric_hash: string | null;
	/** The workflow id of the bench that made it. */
	readonly bench: string | null;
	/** Why it says nothing about the prompt, when it does not: such a run counts in no mean. */
	readonly invalid: string | null;
	/** `num_predict` has cut its answer: it is scored as it is, but how long it would have taken nobody knows. */
	readonly cut: boolean;
	/** By which version its answer was read; `null` for runs of the former harness. */
	readonly reader: string | null;
	/** The latest value of every metric: measurements and scores by name. */
	readonly metrics: Readonly<Record<string, number>>;
}
