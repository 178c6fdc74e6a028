/** How the candidates stood in the answer. */
export type CandidateForm =
	| 'list'
	| 'object'
	| 'fenced'
	| 'numbered'
	| 'bulleted'
	| 'titled'
	| 'lines'
	| 'inline'
	| 'table'
	| 'tags'
	| 'whole'
	| 'none';

/** A list that stands somewhere in an answer. */
export interface FoundList {
	/** As they stood there, without what makes the list. */
	readonly texts: readonly string[];
	/** Its place: from `start` to before `end`. */
	readonly start: number;
	readonly end: number;
	readonly form: CandidateForm;
	/** What it is called: the name of the member that holds it. */
	readonly name?: string;
}
