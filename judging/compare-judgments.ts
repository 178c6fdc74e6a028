import type { RecordedRun } from '../domain/bench/recorded-run';
import { TipBenchError } from '../domain/errors';
import type { Judgment } from '../domain/judging/entry-check';
import { shortened } from '../domain/judging/lenient-json/mends';
import { type NoteName, type Notes, noteNames } from '../domain/judging/notes';
import { countOf } from '../domain/wording';
import { listed } from './refusals';

/** A run that a judge file names, with what was said of it before. */
export interface JudgedRun {
	readonly run: RecordedRun;
	/** None while it waits for a score. */
	readonly notes: Notes;
}

/** A judgment that is to be written, and those notes of it that its run does not have. */
export interface Compared {
	/** Of runs that wait. */
	readonly fresh: readonly Judgment[];
	/** Of runs that have the same scores, and no such notes. */
	readonly noted: readonly Judgment[];
	/** Of runs that have all of it. */
	readonly equal: readonly Judgment[];
	/** Of runs that have other scores, or other notes. */
	readonly different: readonly Judgment[];
}

/**
 * Compares the judgments of a file with what the runs have.
 * @param by who made them
 */
export function compareJudgments(
	judgments: readonly Judgment[],
	runs: ReadonlyMap<string, JudgedRun>,
	by: string,
): Compared {
	const kinds: Record<keyof Compared, Judgment[]> = { fresh: [], noted: [], equal: [], different: [] };
	for (const judgment of judgments) {
		const judged = runs.get(judgment.run_id);
		if (judged === undefined || judged.run.judge_pending) kinds.fresh.push(judgment);
		else if (differences(judgment, judged, by).length > 0) kinds.different.push(judgment);
		else if (Object.keys(notesToAdd(judgment, judged, by)).length > 0) kinds.noted.push(judgment);
		else kinds.equal.push(judgment);
	}
	return kinds;
}

/** The notes of a judgment that its run, which has the same scores, lacks. */
export function notesToAdd(judgment: Judgment, judged: JudgedRun, by: string): Notes {
	const notes = signed(judgment.notes, judged, by);
	return Object.fromEntries(Object.entries(notes).filter(([name]) => judged.notes[name as NoteName] === undefined));
}

/** The error that shows every run with other scores than the file's, and who gave them. */
export function conflict({ different }: Compared, runs: ReadonlyMap<string, JudgedRun>, by: string): TipBenchError {
	const lines = different.map((judgment) => {
		const judged = runs.get(judgment.run_id);
		const what = judged === undefined ? [] : differences(judgment, judged, by);
		return `${judgment.run_id}, judged by ${judged?.run.judged_by ?? 'somebody'}: ${what.join(', ')}`;
	});
	const head = `${countOf(different.length, 'run')} already ${different.length === 1 ? 'has' : 'have'} other scores; nothing was written. Use --replace to write over them:`;
	return new TipBenchError('JudgmentConflict', `${head}\n${listed(lines)}`);
}

function differences(judgment: Judgment, judged: JudgedRun, by: string): string[] {
	const scores = Object.entries(judgment.scores).flatMap(([name, score]) => {
		const old = judged.run.metrics[name];
		return old === score ? [] : [`${name} ${old ?? 'none'} → ${score}`];
	});
	const notes = signed(judgment.notes, judged, by);
	const words = noteNames.flatMap((name) => {
		const [old, now] = [judged.notes[name], notes[name]];
		// Notes stay with the scores that they were written for.
		const isOther = old !== undefined && old !== now && (now !== undefined || scores.length > 0);
		return isOther ? [`${name} ${quotedStart(old)} → ${now === undefined ? 'none' : quotedStart(now)}`] : [];
	});
	return [...scores, ...words];
}

/** Beside the scores of somebody else a note says whose it is. */
function signed(notes: Notes, { run }: JudgedRun, by: string): Notes {
	if (run.judged_by === null || run.judged_by === by) return notes;
	return Object.fromEntries(Object.entries(notes).map(([name, text]) => [name, `${by}: ${text}`]));
}

function quotedStart(text: string): string {
	return JSON.stringify(shortened(text, 40));
}
