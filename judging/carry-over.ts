import { shownHash } from '../domain/judging/entry';
import { isAsShown, type RunFacts } from '../domain/judging/entry-check';
import { judgmentsOf } from '../domain/judging/former-judgment';
import type { JudgeEntry } from '../domain/judging/judge-file';
import type { Rubric, Scores } from '../domain/judging/rubric';
import type { RunWithTexts } from '../mlflow/recorded-runs';
import type { BegunEntry, BegunFile } from './begun-file';
import { factsOf, shownOf } from './entry-of-run';
import type { EntrySpool } from './entry-spool';

/** What of a judge file goes into the next one at its place. */
export interface CarryOver {
	/** The runs of those entries in which somebody has written something. */
	readonly begun: ReadonlySet<string>;
	/** What would be lost with the file, in words. */
	readonly lost: readonly string[];
}

/** What MLflow has of the runs that are judged. */
export type JudgedRuns = Map<string, JudgedFacts>;

interface JudgedFacts {
	/** Of each judge, and each time it was asked. */
	readonly scores: readonly Scores[];
	/** `null` where a text of the run is damaged. */
	readonly facts: RunFacts | null;
	/** By `shownHash`, of each judge. */
	readonly notes: ReadonlySet<string>;
}

/** Keeps what {@link carryOver} compares of a run that is judged. */
export function addJudged(judged: JudgedRuns, rubric: Rubric, found: RunWithTexts): void {
	const kept = judgmentsOf(rubric, found.run, found.kept().judgments, found.notes());
	const all = kept.flatMap(({ given, repeats, replaced }) => [
		...(given === null ? [] : [given]),
		...repeats,
		...replaced,
	]);
	judged.set(found.run.run_id, {
		scores: all.map(({ scores }) => scores),
		facts: factsOrNull(rubric, found),
		notes: new Set(all.map(({ notes }) => shownHash(notes))),
	});
}

function factsOrNull(rubric: Rubric, found: RunWithTexts): RunFacts | null {
	try {
		return factsOf(rubric, found);
	} catch {
		return null;
	}
}

/** Compares the file that is there with the entries that are to be written. */
export async function carryOver(file: BegunFile, spool: EntrySpool, judged: JudgedRuns): Promise<CarryOver> {
	const begun = new Set<string>();
	const left = new Map(file.entries);
	let changed = 0;
	// Without a file nothing is to be compared, and reading it all would take seconds.
	for await (const entry of file.entries.size === 0 ? [] : spool.entries()) {
		const old = left.get(entry.run_id);
		if (old === undefined) continue;
		left.delete(entry.run_id);
		if (isTouched(old, entry.scores)) begun.add(entry.run_id);
		if (isChanged(old, shownOf(entry))) changed += 1;
	}
	const lost = [...file.reasons];
	if (changed > 0) lost.push(`scenarios or candidates were changed in ${changed} of its entries`);
	const unknown = [...left].filter(([id, old]) => isLost(old, judged.get(id))).length;
	if (unknown > 0)
		lost.push(`${unknown} of its entries are of runs that do not wait, and MLflow has not all that they say`);
	return { begun, lost };
}

/** An entry with what somebody has written into it before. */
export function withBegun(entry: JudgeEntry, old: BegunEntry | undefined): JudgeEntry {
	return old === undefined ? entry : { ...entry, scores: { ...entry.scores, ...old.scores }, ...old.notes };
}

function isTouched({ scores, notes }: BegunEntry, exported: JudgeEntry['scores']): boolean {
	return Object.keys(notes).length > 0 || Object.entries(scores).some(([name, score]) => exported[name] !== score);
}

function isChanged(
	{ shown: { scenario, candidates } }: BegunEntry,
	exported: Pick<RunFacts, 'shown' | 'inCells'>,
): boolean {
	const isOther = (hash: string | null, what: keyof RunFacts['shown']) =>
		hash !== null && !isAsShown(hash, exported, what);
	return isOther(scenario, 'scenario') || isOther(candidates, 'candidates');
}

/** Whether an entry of a run that does not wait says what MLflow does not. */
function isLost(old: BegunEntry, run: JudgedFacts | undefined): boolean {
	if (run === undefined || run.facts === null || isChanged(old, run.facts)) return true;
	if (!isTouched(old, run.facts.computed)) return false;
	const isNoted = Object.keys(old.notes).length > 0;
	if (isNoted && !run.notes.has(shownHash(old.notes))) return true;
	return !run.scores.some((scores) => Object.entries(old.scores).every(([name, score]) => scores[name] === score));
}
