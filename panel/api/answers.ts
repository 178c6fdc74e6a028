import type { Status } from '../../domain/bench/status';
import type { Disagreements } from '../../domain/judging/disagreement';
import type { KeptJudgment } from '../../domain/judging/kept-judgment';
import type { Scores } from '../../domain/judging/rubric';
import type { ScaleText } from '../../domain/judging/scale-text';
import type { Scale } from '../../domain/judging/sitting/scales';
import type { JudgeWorth } from '../../domain/ranking/agreement/judge-worth-schema';
import type { Opinions } from '../../domain/ranking/experiment-report';
import type { GateDocument } from '../../domain/ranking/gate/gate-document';

/** What the API answers, as these pages read it. Times are ISO 8601. */

export interface Session {
	readonly by: 'session' | 'token';
	readonly idle_at: string | null;
	readonly ends_at: string | null;
}

/** See `domain/bench/waiting.ts`. */
export interface WaitingItem {
	readonly kind: 'to-score' | 'disagreements' | 'reminder' | 'failed-cells' | 'failed-bench' | 'trouble' | 'lost-lease';
	readonly experiment?: string;
	/** Workflow id. */
	readonly bench?: string;
	readonly count: number;
	readonly since: string;
	readonly text: string;
	readonly remedy?: string;
}

export interface Waiting {
	readonly count: number;
	readonly items: readonly WaitingItem[];
}

export interface ExperimentLine {
	readonly name: string;
	readonly id: string;
	readonly ours: boolean;
	/** Its newest bench; `null` where there is none, or Temporal is away. */
	readonly bench: { readonly id: string; readonly state: string; readonly started_at: string } | null;
	readonly changed_at: string | null;
	/** As its runs were read last; `null` where nobody has looked at them of late. */
	readonly counts: {
		readonly runs: number;
		readonly judged: number;
		readonly pending: number;
		readonly invalid: number;
	} | null;
	/** Of its leaderboard, where that is known. */
	readonly best: {
		readonly model: string;
		readonly prompt: string;
		readonly composite: number;
		/** No other row may be the best. */
		readonly alone: boolean;
	} | null;
}

export interface ExperimentPage {
	readonly experiments: readonly ExperimentLine[];
	readonly total: number;
	readonly next: string | null;
}

type Links = Readonly<Record<string, string>>;

/** What a bench does, in one word: see `domain/bench/doing.ts`. */
export type Doing =
	| 'working'
	| 'waiting-for-gpu'
	| 'pausing'
	| 'paused'
	| 'backing-off'
	| 'standing-still'
	| 'awaiting-judge'
	| 'unanswered'
	| 'ended';

export interface BenchAnswer {
	readonly workflow_id: string;
	readonly run_id: string;
	readonly experiment: string | null;
	/** `RUNNING`, `COMPLETED`, … */
	readonly state: string;
	readonly started_at: string;
	readonly ended_at: string | null;
	readonly doing: Doing;
	readonly answered_by: 'bench' | 'servers';
	/** `null` where no worker answers. */
	readonly status: Status | null;
	/** Who has the GPUs that it waits for, by queue. */
	readonly holders: Readonly<Record<string, string>>;
	readonly failed_tasks: number;
	/** Set while Temporal is away: all else is as it was last seen. */
	readonly away: { readonly part: string; readonly since: string } | null;
	readonly links: Links;
	readonly pending_judgments: number | null;
	/** Why it failed, where it did. */
	readonly failure: string | null;
}

/** How a run stands; `missing` is none of the server's: there is no run. */
type RunState = 'judged' | 'pending' | 'not-drawn' | 'by-rule' | 'invalid';
export type CellState = RunState | 'missing';

export interface GridAnswer {
	readonly experiment: string;
	readonly revision: string;
	readonly rows: readonly { readonly model: string; readonly prompt: string }[];
	readonly scenarios: readonly string[];
	/** Place of its row, place of its scenario, repeat, state, composite, run id. */
	readonly cells: readonly (readonly [number, number, number, RunState, number | null, string])[];
}

/** A run without its texts. */
interface RunAnswer {
	readonly run_id: string;
	readonly model: string;
	readonly prompt: string;
	readonly scenario: string;
	/** From 0. */
	readonly repeat: number;
	readonly state: RunState;
	readonly invalid: string | null;
	readonly cut: boolean;
	readonly composite: number | null;
	readonly scores: Readonly<Record<string, number | null>>;
}

export interface CellAnswer {
	readonly run: RunAnswer;
	readonly prompt_text: string | null;
	readonly raw: string | null;
	readonly candidates: readonly string[];
	readonly scenario: Readonly<Record<string, unknown>> | null;
	readonly judgments: readonly KeptJudgment[];
	/** Texts that are not what was written. */
	readonly damaged: readonly string[];
	readonly params: Readonly<Record<string, string>>;
	/** What was measured, and all scores. */
	readonly metrics: Readonly<Record<string, number>>;
	readonly links: { readonly mlflow: string; readonly temporal: string | null };
}

interface ShownScale extends Scale {
	readonly text: ScaleText;
}

/** A run to score that names nobody. */
interface BlindItem {
	readonly id: string;
	readonly scenario: Readonly<Record<string, unknown>> | null;
	readonly candidates: readonly string[];
	readonly computed: Scores;
	readonly scales: { readonly asked: readonly ShownScale[]; readonly computed: readonly ShownScale[] };
}

export interface JudgeProgress {
	/** Runs of the experiment that wait for a score. */
	readonly pending: number;
	/** Runs that this judge has scored. */
	readonly scored: number;
}

export interface ItemAnswer {
	/** `null` where none comes behind the one that was named. */
	readonly item: BlindItem | null;
	readonly progress: JudgeProgress;
}

export interface StoredAnswer {
	readonly change: string;
	readonly progress: JudgeProgress;
}

export interface ComparedSide {
	readonly composite: number | null;
	readonly runs: readonly {
		readonly run_id: string;
		readonly repeat: number;
		readonly state: RunState;
		readonly composite: number | null;
		readonly candidates: readonly string[] | null;
	}[];
}

export interface ComparedScenario {
	readonly scenario: string;
	/** a less b; `null` where one of them has no score. */
	readonly difference: number | null;
	readonly a: ComparedSide;
	readonly b: ComparedSide;
}

export interface CompareAnswer {
	/** Of either. */
	readonly scenarios: number;
	/** Scenarios with a score of both. */
	readonly both: number;
	readonly mean_difference: number | null;
	/** Where the next page begins. */
	readonly next: number | null;
	readonly items: readonly ComparedScenario[];
}

export interface TrustAnswer {
	readonly worths: readonly JudgeWorth[];
	readonly opinions?: readonly Opinions[];
}

/** A decision with all that it was made from. */
export interface GateAnswer extends GateDocument {
	/** Only where it was decided now. */
	readonly run_id?: string;
	/** Whether the same was asked of the same data before. */
	readonly again?: boolean;
}

export interface GatesAnswer {
	/** The oldest first. */
	readonly gates: readonly GateAnswer[];
}

export type DisagreementsAnswer = Disagreements;

/** What a dry run sums up: as `tip-bench run --dry-run --json` prints it. */
export interface PlanSummary {
	readonly cells: number;
	readonly reused: number;
	readonly loads: number;
	readonly models: readonly {
		readonly model: string;
		readonly parameters: number;
		readonly cells: number;
		readonly memory_bytes: number;
		readonly fits: boolean | null;
	}[];
	readonly gpu_memory_bytes: number | null;
	readonly at_most_seconds: number;
	readonly notes: readonly string[];
}

export interface StartedBench {
	readonly workflow_id: string;
	readonly experiment: string;
	readonly links: Links;
}

export interface ModelLine {
	readonly name: string;
	readonly digest: string;
	readonly size_bytes: number;
	readonly memory_bytes: number;
	readonly parameters: number | null;
	/** Why it cannot take part. */
	readonly fault: string | null;
	readonly resident: { readonly memory_bytes: number; readonly gpu_bytes: number } | null;
}

export interface ModelsAnswer {
	readonly models: readonly ModelLine[];
	readonly not_pulled: readonly { readonly name: string; readonly command: string }[];
}

export interface LeaseLine {
	readonly queue: string;
	readonly answered_by: 'lease' | 'servers';
	readonly holder: {
		readonly workflow: string;
		readonly model: string;
		readonly since: string;
		/** `false`: it does not run any more, and the lease will be taken back. */
		readonly runs: boolean;
	} | null;
	readonly waiting: readonly { readonly workflow: string; readonly wants: readonly string[]; readonly since: string }[];
	readonly resident: string | null;
}

export interface LeasesAnswer {
	readonly leases: readonly LeaseLine[];
}

export interface ScheduleLine {
	readonly id: string;
	readonly paused: boolean;
	/** The next one first. */
	readonly next: readonly string[];
	readonly last: { readonly experiment: string | null; readonly started_at: string; readonly state: string } | null;
}

export interface SchedulesAnswer {
	readonly schedules: readonly ScheduleLine[];
}

/** A file that cannot be read as what it should be. */
export interface FileFault {
	readonly name: string;
	readonly message: string;
}

export interface PromptsAnswer {
	readonly prompts: readonly { readonly name: string; readonly template: string }[];
	readonly faults: readonly FileFault[];
}

export interface RubricsAnswer {
	readonly rubrics: readonly { readonly name: string; readonly text: string }[];
	readonly faults: readonly FileFault[];
}

export interface ScenariosAnswer {
	readonly total: number;
	readonly scenarios: readonly { readonly name: string; readonly fields: Readonly<Record<string, unknown>> }[];
}

export interface AutoJudgesAnswer {
	readonly auto_judges: readonly {
		readonly kind: string;
		readonly api: string;
		readonly model: string | null;
		readonly samples: number;
		readonly context: number;
		readonly temperature: number;
		readonly evidence: boolean;
		readonly most_cost: number | null;
	}[];
	readonly faults: readonly FileFault[];
}

/** A key of a config as a form shows it: see `domain/form-key.ts`. */
export interface FormKey {
	readonly key: string;
	readonly type: 'integer' | 'number' | 'string' | 'boolean' | 'list' | 'object' | 'choice' | 'text';
	readonly default?: unknown;
	readonly meaning: string;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly above?: number;
	readonly below?: number;
	readonly options?: readonly string[];
}

export interface ConfigKeysAnswer {
	readonly bench: readonly FormKey[];
	readonly gate: readonly FormKey[];
	readonly nightly: readonly FormKey[];
}
