import type { Key } from '../../domain/judging/sitting/keys';
import { give, press, type Step } from '../../domain/judging/sitting/press';
import type { Scale, Scales } from '../../domain/judging/sitting/scales';
import {
	addItems,
	beginSitting,
	dropItem,
	type ScoredItem,
	type Sitting,
	type SittingItem,
	scoring,
} from '../../domain/judging/sitting/sitting';

/** Scores that the server does not have yet. */
export interface ToStore extends ScoredItem {
	/** Milliseconds since 1970. */
	readonly judged_at: number;
}

/** Scores that the server will not take, and why. */
export interface RefusedScores extends ToStore {
	readonly why: string;
}

/** A judge at work in a browser: every step makes a new one. */
export interface Desk {
	readonly sitting: Sitting;
	/** The first one is stored first. */
	readonly unstored: readonly ToStore[];
	readonly refused: readonly RefusedScores[];
	/** In this sitting. */
	readonly scored: number;
	/** When the last items were scored, in milliseconds since 1970: the pace. */
	readonly times: readonly number[];
}

/** Times of the last items are enough for a pace. */
const timesKept = 60;

/** @param kept what an earlier sitting of the same judge left behind */
export function openDesk(
	scales: Scales,
	kept: { readonly begun: Sitting['begun']; readonly unstored: readonly ToStore[]; readonly times: readonly number[] },
): Desk {
	const { begun, unstored, times } = kept;
	return { sitting: beginSitting(scales, begun, true), unstored, refused: [], scored: 0, times };
}

/** @param now milliseconds since 1970 */
export function pressKey(desk: Desk, key: Key, now: number): Desk {
	return after(desk, press(desk.sitting, key), now);
}

/** Gives a score by hand, of whichever scale. */
export function giveScore(desk: Desk, name: string, score: number, now: number): Desk {
	return after(desk, give({ ...desk.sitting, message: '' }, name, score), now);
}

export function writeNote({ sitting, ...desk }: Desk, note: string): Desk {
	return { ...desk, sitting: { ...sitting, answers: { ...sitting.answers, note } } };
}

/** Leaves whatever asks for something else than scores: the help, the computed flags. */
export function backToScores({ sitting, ...desk }: Desk): Desk {
	return { ...desk, sitting: { ...sitting, mode: scoring } };
}

function after(desk: Desk, { sitting, scored }: Step, now: number): Desk {
	if (scored === null) return { ...desk, sitting };
	const others = desk.unstored.filter(({ run_id }) => run_id !== scored.run_id);
	return {
		...desk,
		sitting,
		unstored: [...others, { ...scored, judged_at: now }],
		scored: desk.scored + (scored.replace ? 0 : 1),
		times: [...desk.times, now].slice(-timesKept),
	};
}

/**
 * Adds an item, unless this judge has scored it already.
 * @param scales what is asked of it; a flag that is computed for some items may be asked of others, which lack it
 */
export function takeItem(desk: Desk, item: SittingItem, scales: Scales): Desk {
	const isKnown = [...desk.unstored, ...desk.refused].some(({ run_id }) => run_id === item.run_id);
	const sitting = { ...desk.sitting, scales: bothScales(desk.sitting.scales, scales) };
	return { ...desk, sitting: isKnown ? sitting : addItems(sitting, [item]) };
}

/** What is asked of every item, and what of those alone for which it is not computed. */
function bothScales(known: Scales, more: Scales): Scales {
	const add = (to: readonly Scale[], from: readonly Scale[]) => [
		...to,
		...from.filter(({ name }) => !to.some((each) => each.name === name)),
	];
	const computed = add(known.computed, more.computed);
	const isComputed = ({ name }: Scale) => computed.some((each) => each.name === name);
	return { asked: add(known.asked, more.asked).filter((each) => !isComputed(each)), computed };
}

/** The server has these scores. */
export function stored(desk: Desk, scores: ToStore): Desk {
	return { ...desk, unstored: without(desk.unstored, scores) };
}

/** The server will never take these scores as they are. */
export function refuse(desk: Desk, scores: ToStore, why: string): Desk {
	return { ...stored(desk, scores), refused: [...desk.refused, { ...scores, why }] };
}

/** What was refused is sent once more, to take the place of what stands there; or it is given up. */
export function settleRefused(desk: Desk, scores: RefusedScores, how: 'replace' | 'give-up'): Desk {
	const refused = desk.refused.filter(({ run_id }) => run_id !== scores.run_id);
	if (how === 'give-up') return { ...desk, refused };
	const { why: _why, ...again } = scores;
	return { ...desk, refused, unstored: [...desk.unstored, { ...again, replace: true }] };
}

/** The same judge has scored an item in another tab. */
export function scoredElsewhere(desk: Desk, runId: string): Desk {
	return { ...desk, sitting: dropItem(desk.sitting, runId) };
}

/** Whether the same item was scored anew while its former scores were on their way: then those are still to be stored. */
function without(unstored: readonly ToStore[], { run_id, judged_at }: ToStore): readonly ToStore[] {
	return unstored.filter((each) => each.run_id !== run_id || each.judged_at !== judged_at);
}
