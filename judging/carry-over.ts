import { shownHash } from '../domain/judging/entry';
import type { RunFacts } from '../domain/judging/entry-check';
import type { JudgeEntry } from '../domain/judging/judge-file';
import { type Rubric, type Scores, scoreNames } from '../domain/judging/rubric';
import type { RunWithTexts } from '../mlflow/recorded-runs';
import type { BegunEntry, BegunFile } from './begun-file';
import { factsOf } from './entry-of-run';
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
	readonly scores: Scores;
	/** `null` where a text of the run is damaged. */
	readonly facts: RunFacts | null;
	/** By `shownHash`. */
	readonly notes: string;
}

/** Keeps what {@link carryOver} compares of a run that is judged. */
export function addJudged(judged: JudgedRuns, rubric: Rubric, found: RunWithTexts): void {
	const { run_id, metrics } = found.run;
	const scores: Scores = {};
	for (const name of scoreNames(rubric)) {
		const score = metrics[name];
		if (score !== undefined) scores[name] = score;
	}
	judged.set(run_id, { scores, facts: factsOrNull(rubric, found), notes: shownHash(found.notes()) });
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
	for await (const entry of spool.entries()) {
		const old = left.get(entry.run_id);
		if (old === undefined) continue;
		left.delete(entry.run_id);
		if (isTouched(old, entry.scores)) begun.add(entry.run_id);
		const shown = { scenario: shownHash(entry.scenario), candidates: shownHash(entry.candidates) };
		if (isChanged(old, shown)) changed += 1;
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

function isChanged({ shown: { scenario, candidates } }: BegunEntry, exported: RunFacts['shown']): boolean {
	const isOther = (hash: string | null, known: string) => hash !== null && hash !== known;
	return isOther(scenario, exported.scenario) || isOther(candidates, exported.candidates);
}

/** Whether an entry of a run that does not wait says what MLflow does not. */
function isLost(old: BegunEntry, run: JudgedFacts | undefined): boolean {
	if (run === undefined || run.facts === null || isChanged(old, run.facts.shown)) return true;
	if (!isTouched(old, run.facts.computed)) return false;
	const isNoted = Object.keys(old.notes).length > 0;
	if (isNoted && run.notes !== shownHash(old.notes)) return true;
	return Object.entries(old.scores).some(([name, score]) => run.scores[name] !== score);
}
