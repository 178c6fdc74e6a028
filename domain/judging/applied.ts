import type { Change } from './give-judgment';
import type { Scores } from './rubric';

/** What came of applying a judge file, or would come of it. */
export interface Applied {
	readonly experiment: string;
	/** Whether nothing was written, since somebody only wanted to see. */
	readonly dry_run: boolean;
	/** Scores written now: those below with them, and those that replaced others. */
	readonly written: number;
	/** Of these: beside another judge's of the same run, and answers to drift checks, which replace nothing. */
	readonly opinions: number;
	readonly repeats: number;
	/** Scores that were there already, equal. */
	readonly unchanged: number;
	/** Runs that had the scores already and got a note. */
	readonly noted: number;
	/** Entries of the file that nobody has scored. */
	readonly unscored: number;
	/** Entries with faults, which were left out since that was asked for, and the faults. */
	readonly faulty: number;
	readonly faults: readonly string[];
	/** Runs of the experiment that still wait. */
	readonly pending: number;
	/** Runs of the experiment on which auto and lazy judges differ by more than `judge_delta`; `null` with no auto tier. */
	readonly disagreements: number | null;
	/** Workflow ids of the benches that made the experiment's runs. */
	readonly benches: readonly string[];
	/** What was read otherwise than it was written in the file, a line a kind. */
	readonly mended: readonly string[];
	/** What a person should see to. */
	readonly warnings: readonly string[];
	/** What each run gets that gets anything: only where nothing was written. */
	readonly changes: readonly AppliedChange[];
}

/** What a judge file changes on a run. */
interface AppliedChange {
	readonly run_id: string;
	readonly change: Exclude<Change, 'same'>;
	/** What this judge has said of it until now; `null` for nothing. */
	readonly before: Scores | null;
	readonly scores: Scores;
}
