/** What came of applying a judge file. */
export interface Applied {
	readonly experiment: string;
	/** Scores written now, and those that were there already, equal. */
	readonly written: number;
	readonly unchanged: number;
	/** Runs that had the scores already and got a note. */
	readonly noted: number;
	/** Entries of the file that nobody has scored. */
	readonly unscored: number;
	/** Runs of the experiment that still wait. */
	readonly pending: number;
	/** Workflow ids of the benches that made the experiment's runs. */
	readonly benches: readonly string[];
	/** What was read otherwise than it was written in the file, a line a kind. */
	readonly mended: readonly string[];
}
