import type { Leaderboard } from './leaderboard';
import type { PairedMatrix } from './standing-of-rows';

/** All that a report tells of an experiment, as MLflow has it. */
export interface ExperimentReport {
	readonly board: Leaderboard;
	readonly matrix: PairedMatrix;
	readonly setting: Setting;
	readonly leftOut: LeftOut;
	/** By row, in the order of the board's rows; none for rows without a judged cell. */
	readonly samples: readonly RowSamples[];
	/** Judges who scored the same cells, two by two. */
	readonly opinions: readonly Opinions[];
}

/** What is in no mean, beside what the leaderboard counts. */
export interface LeftOut {
	/** Runs of a cell that another run, which began earlier, had already. */
	readonly doubled: number;
	/** Valid, and neither scored nor waiting: the lazy tier was not drawn for them. */
	readonly undrawn: number;
	/** Valid ones that `num_predict` cut: scored as they are, and in no latency. */
	readonly cut: number;
	/** Scored without a candidate: the rule gave them the lowest scores. */
	readonly empty: number;
}

/** How the cells were made, as far as their runs tell. */
export interface Setting {
	readonly models: readonly MadeOf[];
	readonly prompts: readonly MadeOf[];
	readonly scenarios: readonly MadeOf[];
	/** By the name of a config key, such as `temperature`. */
	readonly options: readonly { readonly name: string; readonly values: readonly Counted[] }[];
	readonly repeats: number;
	readonly judges: readonly Counted[];
	readonly judgeKinds: readonly Counted[];
	readonly rubricHashes: readonly Counted[];
	readonly ollamaVersions: readonly Counted[];
	/** Workflow ids. */
	readonly benches: readonly Counted[];
	/** The experiments that outputs were put in from, to be scored anew. */
	readonly rejudgedFrom: readonly Counted[];
	/** Milliseconds since 1970: when the first and the last cell began; `null` where there is none. */
	readonly began: { readonly first: number; readonly last: number } | null;
}

/** A value, and how many cells have it. */
export interface Counted {
	readonly value: string;
	readonly cells: number;
}

/** A model, a prompt version or a scenario, with the digests under which cells have it. */
export interface MadeOf {
	readonly name: string;
	readonly cells: number;
	readonly digests: readonly string[];
}

/** Cells of a row to look at. */
export interface RowSamples {
	readonly model: string;
	readonly prompt: string;
	readonly cells: readonly CellSample[];
}

/** A judged cell with what the model wrote and what was said of it. */
export interface CellSample {
	/** What it is of its row: `best`, `median`, `worst`, or several of these where there are few. */
	readonly which: readonly string[];
	readonly run_id: string;
	readonly scenario: string;
	readonly repeat: number;
	readonly composite: number;
	/** By dimension and flag. */
	readonly scores: readonly { readonly name: string; readonly score: number }[];
	readonly judged_by: string | null;
	/** Each maybe cut, and the first of them where they are many. */
	readonly candidates: readonly string[];
	/** How many candidates it has beside these. */
	readonly more: number;
	/** What the model wrote, where there is no candidate in it; else `null`. */
	readonly raw: string | null;
	readonly reasons: readonly { readonly by: string; readonly text: string }[];
}

/** What two judges made of the same cells. */
export interface Opinions {
	readonly first: string;
	readonly second: string;
	readonly cells: number;
	/** Composites, each pair of them once. */
	readonly points: readonly { readonly first: number; readonly second: number; readonly cells: number }[];
}
