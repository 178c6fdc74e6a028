/** A table before anybody has drawn it: its rows are as wide as its head. */
export interface Grid {
	readonly title: string;
	readonly head: readonly string[];
	readonly rows: readonly (readonly string[])[];
	/** Lines below the table. */
	readonly notes: readonly string[];
}
