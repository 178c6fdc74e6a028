import type { Scores } from '../rubric';
import { type LineEditor, textOf } from './line-editor';
import { type Scale, type Scales, scalesFor } from './scales';

/** One run to be scored, as a judge sees it: nothing says which model or prompt made it. */
export interface SittingItem {
	readonly run_id: string;
	/** Its name and its fields; `null` for runs that kept none. */
	readonly scenario: Readonly<Record<string, unknown>> | null;
	readonly candidates: readonly string[];
	/** The flags that the program has computed. */
	readonly computed: Scores;
}

/** What was said of an item so far. */
export interface Answers {
	/** In the order in which they were given, so that the last one can be taken back. */
	readonly given: readonly { readonly name: string; readonly score: number }[];
	readonly note: string;
	/** Whether it was scored in a sitting before: the new scores take the place of those. */
	readonly again: boolean;
}

/** A run that is scored whole. */
export interface ScoredItem {
	readonly run_id: string;
	/** By dimension and flag. */
	readonly scores: Scores;
	/** Empty for none. */
	readonly note: string;
	/** Whether this judge's own scores of it, which are there, are to be replaced. */
	readonly replace: boolean;
}

/** An item that was left: with all scores, or to be looked at later. */
interface Past {
	readonly item: SittingItem;
	readonly answers: Answers;
	readonly as: 'scored' | 'skipped';
}

/** What a key means now. */
export type Mode =
	| { readonly is: 'scoring' /** Digits of a score that is not whole yet. */; readonly typed: string }
	/** Goes through the computed flags. @param at which one is shown */
	| { readonly is: 'flags'; readonly at: number }
	| { readonly is: 'note'; readonly editor: LineEditor }
	| { readonly is: 'help' }
	| { readonly is: 'quit' };

/** A sitting: what a judge has before it, and what it did. Every step makes a new one. */
export interface Sitting {
	readonly scales: Scales;
	/** The first one is on the screen. */
	readonly queue: readonly SittingItem[];
	readonly past: readonly Past[];
	/** Of items that were begun and left, by run. */
	readonly begun: Readonly<Record<string, Answers>>;
	readonly answers: Answers;
	readonly mode: Mode;
	/** What the last key did, where that does not show by itself. */
	readonly message: string;
	/** Whether an item that is answered whole waits for the enter key, and is not done with its last answer. */
	readonly enterSubmits: boolean;
}

export const scoring: Mode = { is: 'scoring', typed: '' };

export const noAnswers: Answers = { given: [], note: '', again: false };

/** A sitting that begins. @param begun what an earlier one left half done, by run */
export function beginSitting(scales: Scales, begun: Sitting['begun'] = {}, enterSubmits = false): Sitting {
	return { scales, queue: [], past: [], begun, answers: noAnswers, mode: scoring, message: '', enterSubmits };
}

/** The item on the screen, `null` where there is none. */
export function currentItem({ queue }: Sitting): SittingItem | null {
	return queue[0] ?? null;
}

/** What is asked of the current item, and the flags that are computed for it. */
export function currentScales(sitting: Sitting): Scales {
	const item = currentItem(sitting);
	return item === null ? sitting.scales : scalesFor(sitting.scales, item.computed);
}

/** The scale that is asked for now, `null` where nothing is. */
export function askedScale(sitting: Sitting): Scale | null {
	const { asked, computed } = currentScales(sitting);
	if (currentItem(sitting) === null) return null;
	if (sitting.mode.is === 'flags') return computed[sitting.mode.at] ?? null;
	return asked.find(({ name }) => scoreOf(sitting, name) === undefined) ?? null;
}

/** What the judge has given for the current item. */
export function givenScores({ answers }: Pick<Sitting, 'answers'>): Scores {
	return Object.fromEntries(answers.given.map(({ name, score }) => [name, score]));
}

function scoreOf(sitting: Sitting, name: string): number | undefined {
	return sitting.answers.given.findLast((each) => each.name === name)?.score;
}

/** How many items were skipped and not scored since. */
export function countSkipped({ past }: Sitting): number {
	return skippedOf(past).length;
}

function skippedOf(past: readonly Past[]): readonly Past[] {
	return past.filter(({ as }) => as === 'skipped');
}

/** Adds items behind those that wait. One that was begun in an earlier sitting goes on from there. */
export function addItems(sitting: Sitting, items: readonly SittingItem[]): Sitting {
	const known = new Set([...sitting.queue, ...sitting.past.map(({ item }) => item)].map(({ run_id }) => run_id));
	const fresh = items.filter(({ run_id }) => !known.has(run_id));
	if (fresh.length === 0) return sitting;
	const queue = [...sitting.queue, ...fresh];
	return sitting.queue.length > 0 ? { ...sitting, queue } : entered({ ...sitting, queue });
}

/** Takes away an item that somebody else has scored meanwhile, unless it has been begun here. */
export function dropItem(sitting: Sitting, runId: string): Sitting {
	const [current] = sitting.queue;
	const queue = sitting.queue.filter(({ run_id }) => run_id !== runId);
	if (current?.run_id !== runId) return { ...sitting, queue };
	const { given, note } = sitting.answers;
	if (given.length > 0 || note !== '' || !isIdle(sitting.mode)) return sitting;
	return entered({ ...sitting, queue, message: 'somebody else has scored that one meanwhile: here is the next' });
}

function isIdle(mode: Mode): boolean {
	return mode.is === 'scoring' && mode.typed === '';
}

/** Brings up what was said before of the item that now comes first. */
export function entered(sitting: Sitting): Sitting {
	const item = currentItem(sitting);
	const { [item?.run_id ?? '']: before = noAnswers, ...begun } = sitting.begun;
	return { ...sitting, begun, answers: item === null ? noAnswers : before, mode: scoring };
}

/** Leaves the current item: what is said of it so far is kept. */
export function left(sitting: Sitting): Sitting {
	const item = currentItem(sitting);
	if (item === null || isBlank(sitting.answers)) return sitting;
	return { ...sitting, begun: { ...sitting.begun, [item.run_id]: sitting.answers } };
}

/** Whether nothing was said, and nothing is to be replaced. */
function isBlank({ given, note, again }: Answers): boolean {
	return given.length === 0 && note === '' && !again;
}

/** What is half done, by run: what a draft has to keep, a note that is being written too. */
export function halfDone(sitting: Sitting): Sitting['begun'] {
	const { mode, answers } = sitting;
	const note = mode.is === 'note' ? textOf(mode.editor) : answers.note;
	return left({ ...sitting, answers: { ...answers, note } }).begun;
}
