/**
 * What judge files, their rows and a judging model's answers call their own parts: a dimension or a flag of such a name
 * would be taken for that part.
 */
const reserved = new Set([
	// A judge file, and what a row says of all of it.
	...['format', 'how_to', 'experiment', 'experiment_id', 'mlflow_url', 'judge_kinds', 'by', 'exported_at', 'rubric'],
	...['rubric_hash', 'runs'],
	// An entry of it.
	...['run_id', 'scenario', 'candidates', 'scores', 'rationale', 'rationales', 'comment', 'comments', 'note', 'notes'],
	// An answer of a model that judges.
	...['reason', 'repeats', 'candidate', 'number', 'id', 'no'],
	// The numbers of rows, as programs call them that save tables.
	...['index', 'row', 'unnamed'],
	// What every object of JavaScript has.
	'constructor',
]);

/** Whether a name is a word that judge files use themselves. */
export function isReservedName(name: string): boolean {
	return reserved.has(name) || /^candidate_\d+$/.test(name);
}
