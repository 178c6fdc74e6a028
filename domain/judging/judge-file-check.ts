import { entryPlace, type ReadEntry } from './entry';
import { checkEntry, isAsShown, type Judgment, type RunFacts } from './entry-check';
import type { JudgeFrame } from './file-frame';
import type { Remark } from './lenient-json/document';
import { type Mends, shortened } from './lenient-json/mends';
import { placeWords } from './lenient-json/place';
import { type Rubric, scoreNames } from './rubric';
import { scoresSaid } from './said-scores';
import { isNumbersOnly } from './score-like';

/** A judge file that was read whole. */
export interface OpenedJudgeFile {
	readonly frame: JudgeFrame;
	readonly entries: readonly ReadEntry[];
	/** Those that are in no one entry, with their places. */
	readonly faults: readonly string[];
	readonly remarks: readonly Remark[];
	/** What was read otherwise than it was written; what the check finds comes to it. */
	readonly mends: Mends;
}

/** A checked judge file: what can be written, and how many entries nobody has touched. */
export interface CheckedJudgeFile {
	readonly judgments: Judgment[];
	readonly unscored: number;
	/** Those of the whole file, which nothing of it can be applied with. */
	readonly faults: string[];
	/** Those of single entries, in their order. */
	readonly entryFaults: string[];
	/** How many entries have faults. */
	readonly faulty: number;
}

/**
 * Checks every entry of a judge file against the rubric and the experiment's runs.
 * @param rubric the rubric that the experiment was exported with
 * @param runs what is known of the experiment's runs, by their ids: at least of those that the file names
 */
export function checkJudgeFile(
	file: OpenedJudgeFile,
	rubric: Rubric,
	runs: ReadonlyMap<string, RunFacts>,
): CheckedJudgeFile {
	const { frame, entries, remarks, mends } = file;
	const faults = [...file.faults];
	if (frame.rubric.name !== rubric.name || frame.rubric.hash !== rubric.hash) {
		faults.push(
			`rubric: the file was exported with another ${frame.rubric.name} than the ${rubric.name} that is here now`,
		);
	}
	const judgments = new Map<number, Judgment>();
	const firsts = new Map<string, ReadEntry>();
	const runsOfCandidates = new Map<string, string>();
	for (const [id, { shown, inCells }] of runs) {
		runsOfCandidates.set(shown.candidates, id);
		if (inCells !== undefined) runsOfCandidates.set(inCells.candidates, id);
	}
	const entryFaults: string[] = [];
	const faulty = new Set<number>();
	let unscored = 0;
	for (const entry of entries) {
		const run = runs.get(entry.run_id) ?? null;
		const first = firsts.get(entry.run_id);
		const where = entryPlace(entry, entry.place);
		const found: string[] = [];
		if (first !== undefined) {
			found.push(`${where}: stands twice; first at ${placeWords(first.place)}`);
			// Which of the two was meant nobody can tell.
			faulty.add(first.at);
			judgments.delete(first.at);
		}
		firsts.set(entry.run_id, first ?? entry);
		if (run === null && entry.run_id !== '') found.push(`${where}: no such run in experiment ${frame.experiment}`);
		found.push(...byFaults(entry, frame));
		if (run !== null) found.push(...shownFaults(entry, run, runsOfCandidates, mends));
		const checked = checkEntry(entry, rubric, run, mends);
		found.push(...checked.faults);
		if (found.length > 0) faulty.add(entry.at);
		else if (checked.judgment !== null) judgments.set(entry.at, checked.judgment);
		else unscored += 1;
		entryFaults.push(...found);
	}
	faults.push(...remarks.flatMap((remark) => remarkFaults(remark, rubric, judgments)));
	return { judgments: [...judgments.values()], unscored, faults, entryFaults, faulty: faulty.size };
}

/** Else somebody's scores would be another one's. */
function byFaults({ by, ...entry }: ReadEntry, frame: JudgeFrame): string[] {
	if (by === null || by.text === frame.by) return [];
	const its = `is ${JSON.stringify(shortened(by.text))}, but \`by\` of the file is ${JSON.stringify(frame.by)}`;
	return [`${entryPlace(entry, by.place)}.${by.name.slice(0, 80)}: ${its}; entries of two judges have to be two files`];
}

/** What the judge was shown is not read from the file, but where it is that of another run, entries are mixed up. */
function shownFaults(
	entry: ReadEntry,
	run: RunFacts,
	runsOfCandidates: ReadonlyMap<string, string>,
	mends: Mends,
): string[] {
	const where = entryPlace(entry, entry.place);
	const { scenario, candidates } = entry.shown;
	if (scenario !== null && !isAsShown(scenario, run, 'scenario')) mends.add('changes to a scenario left out', where);
	if (candidates === null || isAsShown(candidates, run, 'candidates')) return [];
	const other = runsOfCandidates.get(candidates);
	if (other !== undefined) return [`${where}: has the candidates of run ${other}; are two entries mixed up?`];
	mends.add('changes to candidates left out', where);
	return [];
}

/** Words are left out, but not those that say scores which the entry around them does not have. */
function remarkFaults(
	{ text, place, path }: Remark,
	rubric: Rubric,
	judgments: ReadonlyMap<number, Judgment>,
): string[] {
	const judgment = path[0] === 'runs' && path.length >= 2 ? judgments.get(Number(path[1])) : undefined;
	const said = scoresSaid(text, scoreNames(rubric)).find(({ name, score }) => judgment?.scores[name] !== score);
	const isBare = isNumbersOnly(text) && path.length >= 2 && judgment === undefined;
	if (said === undefined && !isBare) return [];
	return [
		`${placeWords(place)}: ${JSON.stringify(shortened(text))} speaks of scores but is no part of the file; write them into \`scores\`, or take the words out`,
	];
}
