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
	readonly judged_by: string | null;
	readonly rubric: string | null;
	readonly rubric_hash: string | null;
	/** The workflow id of the bench that made it. */
	readonly bench: string | null;
	/** Why it says nothing about the prompt, when it does not: such a run counts in no mean. */
	readonly invalid: string | null;
	/** By which version its answer was read; `null` for runs of the former harness. */
	readonly reader: string | null;
	/** The latest value of every metric: measurements and scores by name. */
	readonly metrics: Readonly<Record<string, number>>;
}
