import { entryPlace, type ReadEntry, type Stray } from './entry';
import type { Mends } from './lenient-json/mends';
import { pathWords } from './lenient-json/tree';
import { type Notes, noteNameOf } from './notes';
import { compositeOf, type Rubric, type Scores, scoreNames } from './rubric';
import { hasNumber, scoresSaid } from './said-scores';
import { nearestScore, shown } from './score-like';
import { type ReadScores, readScores } from './score-values';

/** A run's scores after checking, complete and in range. */
export interface Judgment {
	readonly run_id: string;
	readonly scores: Scores;
	readonly composite: number;
	readonly notes: Notes;
}

/** What the experiment knows of a run, to check an entry by. */
export interface RunFacts {
	/** The flags that the program has computed. */
	readonly computed: Scores;
	/** Why nobody is to score it; `null` where somebody may. */
	readonly closed?: string | null;
	/** What an entry shows of it, by `shownHash`. */
	readonly shown: Shown;
	/** The same, as a table with a run a line shows it. */
	readonly inCells?: Shown;
}

/** What a judge was shown, by `shownHash`. */
export interface Shown {
	readonly scenario: string;
	readonly candidates: string;
}

/** Whether an entry shows something of its run as it was exported. */
export function isAsShown(its: string | null, run: Pick<RunFacts, 'shown' | 'inCells'>, what: keyof Shown): boolean {
	return its === run.shown[what] || its === run.inCells?.[what];
}

/** What came of an entry: its faults, or its judgment, or neither where nobody has scored it. */
export interface CheckedEntry {
	readonly faults: readonly string[];
	readonly judgment: Judgment | null;
}

/**
 * Checks an entry against the rubric and its run. What was read otherwise than it was written goes into `mends`.
 * @param run `null` where the experiment has no such run
 */
export function checkEntry(entry: ReadEntry, rubric: Rubric, run: RunFacts | null, mends: Mends): CheckedEntry {
	const read = readScores(entry, rubric, mends);
	const faults = [...entry.faults, ...strayFaults(entry, rubric, run), ...read.faults];
	if (!isTouched(read, rubric, run?.computed ?? {})) {
		const said = saidFaults(entry, rubric);
		if (said.length === 0) mendNotes(entry, mends);
		return { faults: [...faults, ...said], judgment: null };
	}
	const scores: Scores = {};
	for (const name of scoreNames(rubric)) {
		const score = read.values.get(name) ?? computedScore(entry, rubric, run, name, mends);
		if (score !== undefined) scores[name] = score;
		else if (!read.unreadable.has(name)) faults.push(missing(entry, name));
	}
	if (run?.closed) faults.push(`${entryPlace(entry, entry.place)}: ${run.closed}`);
	if (faults.length > 0) return { faults, judgment: null };
	const { run_id, notes } = entry;
	return { faults, judgment: { run_id, scores, composite: compositeOf(rubric, scores), notes } };
}

/** Whether somebody has been at the scores: one is given that the export leaves open, or a computed one was changed. */
function isTouched({ values, unreadable }: ReadScores, rubric: Rubric, computed: Scores): boolean {
	if (unreadable.size > 0) return true;
	const isComputed = (name: string) => rubric.flags.some((flag) => flag.name === name && flag.rule !== undefined);
	return [...values].some(([name, score]) => {
		if (score === null) return false;
		return !isComputed(name) || score !== computed[name];
	});
}

/** A computed flag for which the judge gives nothing stays as it was computed. */
function computedScore(
	entry: ReadEntry,
	rubric: Rubric,
	run: RunFacts | null,
	name: string,
	mends: Mends,
): number | undefined {
	const score = rubric.flags.some((flag) => flag.name === name && flag.rule !== undefined)
		? run?.computed[name]
		: undefined;
	if (score === undefined) return undefined;
	mends.add('computed flags left out, kept as computed', `${entryPlace(entry, entry.place)}.${name}`);
	return score;
}

function strayFaults(entry: ReadEntry, rubric: Rubric, run: RunFacts | null): string[] {
	return entry.strays
		.filter(({ path: [top] }) => !isAsExported(entry, top, run))
		.map((stray) => {
			const where = `${entryPlace(entry, stray.place)}.${pathWords(stray.path)}`;
			return `${where}: ${shown(stray.value)} may be a score, but scores stand in \`scores\` only${hint(stray, rubric)}`;
		});
}

/** Numbers in a scenario or in candidates are no scores where they were exported so. */
function isAsExported({ shown: its }: ReadEntry, top: string | number | undefined, run: RunFacts | null): boolean {
	return (top === 'scenario' || top === 'candidates') && run !== null && isAsShown(its[top], run, top);
}

function hint({ path, inside }: Stray, rubric: Rubric): string {
	const [top = ''] = path;
	const last = path.findLast((step) => typeof step === 'string') ?? '';
	if (noteNameOf(String(top)) !== undefined) return `; ${top} is for words`;
	const nearest = nearestScore(String(last), scoreNames(rubric));
	if (nearest !== undefined) return `: did you mean scores.${nearest}?`;
	if (inside === 'object' || inside === 'list') return `: did you mean scores instead of ${pathWords([top])}?`;
	return '; take it out if it is none';
}

function missing(entry: ReadEntry, name: string): string {
	const [note, said] =
		Object.entries(entry.notes).flatMap(([note, text]) => {
			return scoresSaid(text, [name]).map(({ score }) => [note, score] as const);
		})[0] ?? [];
	const hint = said === undefined ? '' : `; ${note} speaks of ${said}: write that into scores.${name}`;
	return `${entryPlace(entry, entry.place)}: ${name} is missing${hint}`;
}

/** Notes are kept with judgments, so that those of an entry without one are told. */
function mendNotes(entry: ReadEntry, mends: Mends): void {
	for (const [name, text] of Object.entries(entry.notes)) {
		const what = hasNumber(text)
			? 'notes with numbers to entries that are not scored stay in the file; if those are scores, they belong into `scores`'
			: 'notes to entries that are not scored stay in the file';
		mends.add(what, `${entryPlace(entry, entry.place)}.${name}`, text);
	}
}

/** Scores that stand in the words of an entry only. */
function saidFaults(entry: ReadEntry, rubric: Rubric): string[] {
	return Object.entries(entry.notes).flatMap(([name, text]) => {
		const [said] = scoresSaid(text, scoreNames(rubric));
		if (said === undefined) return [];
		const where = `${entryPlace(entry, entry.place)}.${name}`;
		return [
			`${where}: speaks of ${said.name} ${said.score}, but the entry is not scored; write that into scores.${said.name}`,
		];
	});
}
