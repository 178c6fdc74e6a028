import { shownHash } from '../domain/judging/entry';
import type { JudgeEntry } from '../domain/judging/judge-file';
import { type Notes, noteNames } from '../domain/judging/notes';
import { type Rubric, scoreNames } from '../domain/judging/rubric';
import type { RunWithTexts } from '../mlflow/scan-runs';
import type { BegunEntry, BegunFile } from './begun-file';
import type { EntrySpool } from './entry-spool';

/** What of a judge file goes into the next one at its place. */
export interface CarryOver {
	/** The runs of those entries in which somebody has written something. */
	readonly begun: ReadonlySet<string>;
	/** What would be lost with the file, in words. */
	readonly lost: readonly string[];
}

/** What MLflow has of runs that are judged: their scores, in the order of the rubric's names, and their notes. */
export type JudgedRuns = Map<string, { readonly scores: readonly (number | undefined)[]; readonly notes: string }>;

/** Keeps what {@link carryOver} compares of a run that is judged. */
export function addJudged(judged: JudgedRuns, rubric: Rubric, { run, notes }: RunWithTexts): void {
	const scores = scoreNames(rubric).map((name) => run.metrics[name]);
	judged.set(run.run_id, { scores, notes: hashOfNotes(notes()) });
}

/** Compares the file that is there with the entries that are to be written. */
export async function carryOver(
	file: BegunFile,
	spool: EntrySpool,
	judged: JudgedRuns,
	rubric: Rubric,
): Promise<CarryOver> {
	const begun = new Set<string>();
	const left = new Map(file.entries);
	let changed = 0;
	for await (const entry of spool.entries()) {
		const old = left.get(entry.run_id);
		if (old === undefined) continue;
		left.delete(entry.run_id);
		if (isTouched(old, entry)) begun.add(entry.run_id);
		if (isChanged(old, entry)) changed += 1;
	}
	const lost = [...file.reasons];
	if (changed > 0) lost.push(`scenarios or candidates were changed in ${changed} of its entries`);
	const scored = [...left].filter(([id, old]) => isLost(old, judged.get(id), rubric)).length;
	if (scored > 0)
		lost.push(`${scored} of its entries say something of runs that do not wait, and MLflow has not the same`);
	return { begun, lost };
}

/** An entry with what somebody has written into it before. */
export function withBegun(entry: JudgeEntry, old: BegunEntry | undefined): JudgeEntry {
	return old === undefined ? entry : { ...entry, scores: { ...entry.scores, ...old.scores }, ...old.notes };
}

function isTouched({ scores, notes }: BegunEntry, entry: JudgeEntry): boolean {
	return Object.keys(notes).length > 0 || Object.entries(scores).some(([name, score]) => entry.scores[name] !== score);
}

function isChanged({ shown: { scenario, candidates } }: BegunEntry, entry: JudgeEntry): boolean {
	const isOther = (hash: string | null, value: unknown) => hash !== null && hash !== shownHash(value);
	return isOther(scenario, entry.scenario) || isOther(candidates, entry.candidates);
}

/** Whether an entry of a run that does not wait says what MLflow does not. */
function isLost({ scores, notes }: BegunEntry, run: ReturnType<JudgedRuns['get']>, rubric: Rubric): boolean {
	const computed = rubric.flags.filter(({ rule }) => rule !== undefined).map(({ name }) => name);
	const isSaid = Object.keys(notes).length > 0 || Object.keys(scores).some((name) => !computed.includes(name));
	if (!isSaid) return false;
	if (run === undefined || (Object.keys(notes).length > 0 && run.notes !== hashOfNotes(notes))) return true;
	const names = scoreNames(rubric);
	return Object.entries(scores).some(([name, score]) => run.scores[names.indexOf(name)] !== score);
}

function hashOfNotes(notes: Notes): string {
	return noteNames.every((name) => notes[name] === undefined) ? '' : shownHash(notes);
}
