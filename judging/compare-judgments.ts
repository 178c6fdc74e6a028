import type { RecordedRun } from '../domain/bench/recorded-run';
import { TipBenchError } from '../domain/errors';
import { mainScores } from '../domain/judging/aggregate';
import type { Judgment } from '../domain/judging/entry-check';
import { defaultJudge } from '../domain/judging/former-judgment';
import { type Change, type GivenJudgment, type GivenTo, giveJudgment } from '../domain/judging/give-judgment';
import type { KeptJudgment, Scoring } from '../domain/judging/kept-judgment';
import { shortened } from '../domain/judging/lenient-json/mends';
import { type Notes, noteNames } from '../domain/judging/notes';
import type { Rubric } from '../domain/judging/rubric';
import { countOf } from '../domain/wording';
import { listed } from './refusals';

/** A run that a judge file names, with what was said of it before. */
export interface JudgedRun {
	readonly run: RecordedRun;
	readonly judgments: readonly KeptJudgment[];
	readonly givenTo: GivenTo;
}

/** A judgment of a file, and what it changes on its run. */
export interface Compared {
	readonly judgment: Judgment;
	readonly given: GivenJudgment;
	readonly run: RecordedRun;
	readonly change: Change;
	/** What the same judge has said until now; `null` for nothing. */
	readonly before: Scoring | null;
	/** Whether the run is not as its judgments say, since somebody was interrupted while writing it. */
	readonly unfinished: boolean;
}

/** Who made the judgments of a file, and when. */
export type FileOf = Pick<GivenJudgment, 'by' | 'judged_at' | 'exported_at'>;

/** Compares the judgments of a file with what their runs have. */
export function compareJudgments(
	judgments: readonly Judgment[],
	runs: ReadonlyMap<string, JudgedRun>,
	rubric: Rubric,
	file: FileOf,
): Compared[] {
	return judgments.flatMap((judgment) => {
		const found = runs.get(judgment.run_id);
		if (found === undefined) return [];
		const { run } = found;
		const { scores, composite, notes } = judgment;
		const kind = found.givenTo.lazyCounts ? (run.judge_kinds[0] ?? null) : null;
		const given = { ...file, kind, scores, composite, notes };
		const { change, before } = giveJudgment(found.judgments, given, found.givenTo);
		return [{ judgment, given, run, change, before, unfinished: isUnfinished(rubric, found) }];
	});
}

function isUnfinished(rubric: Rubric, { run, judgments, givenTo }: JudgedRun): boolean {
	const main = givenTo.lazyCounts ? mainScores(rubric, judgments, null) : null;
	if (main === null) return false;
	return !run.judged || Object.entries(main.scores).some(([name, score]) => run.metrics[name] !== score);
}

/** The error that shows every run of which the same judge has said something else before, and both side by side. */
export function conflict(all: readonly Compared[], by: string): TipBenchError {
	const lines = all.map(({ run, given, before }) => {
		const what = before === null ? [] : differences(before, given);
		return `${run.run_id}, judged by ${by}: ${what.join(', ')}`;
	});
	const what = all.length === 1 ? 'has other scores' : 'have other scores';
	const head = `${countOf(all.length, 'run')} already ${what} of this judge; nothing was written. Ask for \`replace\` to write over them:`;
	const twoPeople = `\nFiles carry the name ${by} until somebody changes it. If two people have scored, set \`by\` to your own name in the file and apply it again: then both judgments stand.`;
	return new TipBenchError('JudgmentConflict', `${head}\n${listed(lines)}${by === defaultJudge ? twoPeople : ''}`);
}

function differences(before: Scoring, { scores, notes }: GivenJudgment): string[] {
	const changed = Object.entries(scores).flatMap(([name, score]) => {
		const old = before.scores[name];
		return old === score ? [] : [`${name} ${old ?? 'none'} → ${score}`];
	});
	return [...changed, ...noteDifferences(before.notes, notes, changed.length > 0)];
}

/** Notes stay with the scores that they were written for. */
function noteDifferences(before: Notes, now: Notes, scoresDiffer: boolean): string[] {
	return noteNames.flatMap((name) => {
		const [old, said] = [before[name], now[name]];
		const isOther = old !== undefined && old !== said && (said !== undefined || scoresDiffer);
		return isOther ? [`${name} ${quotedStart(old)} → ${said === undefined ? 'none' : quotedStart(said)}`] : [];
	});
}

function quotedStart(text: string): string {
	return JSON.stringify(shortened(text, 40));
}
