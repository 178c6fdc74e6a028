import { secondsEach, usualSecondsEach } from '../../domain/judging/pace';
import type { Rubric } from '../../domain/judging/rubric';
import { type ScaleText, scaleTextOf } from '../../domain/judging/scale-text';
import type { Key } from '../../domain/judging/sitting/keys';
import { press } from '../../domain/judging/sitting/press';
import { scalesOf } from '../../domain/judging/sitting/scales';
import {
	addItems,
	askedScale,
	beginSitting,
	currentItem,
	halfDone,
	type Sitting,
	type SittingItem,
} from '../../domain/judging/sitting/sitting';
import type { PendingItems } from '../../judging/pending-items';
import { type Screen, type ScreenSize, screenOf } from '../../report/sitting/screen';
import { moveView, topView, type View } from '../../report/sitting/view';
import { type Draft, writeDraft } from './draft';

/** A judge at work: the sitting, what is seen of it, and the draft that outlasts it. */
export interface Desk {
	sitting: Sitting;
	view: View;
	/** What was drawn last. */
	screen: Screen | null;
	/** In this sitting. */
	scored: number;
	/** Whether more items may come. */
	reading: boolean;
	/**
	 * What the last sitting had scored and not stored. It may be stored before the items are read that then waited, and is
	 * not asked for twice.
	 */
	readonly earlier: ReadonlySet<string>;
	/** Those of them that were read as waiting. */
	readonly passedOver: Set<string>;
	/** How many wait in all; `null` where nothing was read yet. */
	total: Pick<PendingItems, 'total' | 'exact'> | null;
	/** Why items cannot be read, and why the draft cannot be written. */
	readTrouble: string | null;
	writeTrouble: string | null;
	readonly benches: Set<string>;
	readonly damaged: string[];
	readonly texts: ReadonlyMap<string, ScaleText>;
	readonly draft: Draft;
	readonly draftFile: string;
}

/** Times of the last items are kept for the next sitting's pace. */
const timesKept = 60;

/** A desk with what the last sitting left half done. */
export function createDesk(rubric: Rubric, draft: Draft, draftFile: string): Desk {
	const scales = scalesOf(rubric);
	const texts = [...scales.asked, ...scales.computed].map(
		(scale) => [scale.name, scaleTextOf(rubric.text, scale)] as const,
	);
	return {
		...{
			sitting: beginSitting(scales, draft.begun),
			view: topView,
			screen: null,
			scored: 0,
			reading: true,
			total: null,
		},
		...{
			readTrouble: null,
			writeTrouble: null,
			benches: new Set(),
			damaged: [],
			earlier: new Set(draft.unstored.map(({ run_id }) => run_id)),
			passedOver: new Set(),
			texts: new Map(texts),
			draft,
			draftFile,
		},
	};
}

/** What a key has changed. */
export interface KeyEffect {
	/** There is something to store. */
	readonly scored: boolean;
	/** Another item is on the screen. */
	readonly moved: boolean;
}

/** Does what a key means, and keeps what came of it before anything shows it. @param now milliseconds since 1970 */
export function answerKey(desk: Desk, key: Key, now: number): KeyEffect {
	const moved = isViewed(desk.sitting) && desk.screen !== null ? moveView(desk.view, key, desk.screen.sizes) : null;
	if (moved !== null) {
		desk.view = moved;
		return { scored: false, moved: false };
	}
	const before = desk.sitting;
	const { sitting, scored } = press(before, key);
	const isMoved = show(desk, sitting);
	const { draft } = desk;
	if (scored !== null) {
		draft.unstored = [...draft.unstored, { ...scored, by: draft.by, judged_at: now }];
		draft.times = [...draft.times, now].slice(-timesKept);
		if (!scored.replace) desk.scored += 1;
	}
	const hasNews = before.answers !== sitting.answers || before.begun !== sitting.begun || before.mode !== sitting.mode;
	if (scored !== null || hasNews) keepDraft(desk);
	return { scored: scored !== null, moved: isMoved };
}

/** Whether the arrow keys move what is seen: in a note they move within it. */
function isViewed({ mode }: Sitting): boolean {
	return mode.is !== 'note' && mode.is !== 'quit';
}

/** Brings another state onto the screen, from the top. @returns whether it is another item */
export function show(desk: Desk, next: Sitting): boolean {
	const isMoved = currentItem(next)?.run_id !== currentItem(desk.sitting)?.run_id;
	if (isMoved) desk.view = topView;
	else if (askedScale(next)?.name !== askedScale(desk.sitting)?.name) desk.view = { ...desk.view, scale: 0 };
	desk.sitting = next;
	return isMoved;
}

/** Writes the draft: a process that is killed right after loses nothing. */
export function keepDraft(desk: Desk): void {
	desk.draft.begun = halfDone(desk.sitting);
	desk.writeTrouble = writeDraft(desk.draftFile, desk.draft);
}

/** Adds items that were read, but for those that this judge has scored already. */
export function takeItems(desk: Desk, items: readonly SittingItem[], found?: PendingItems): void {
	const unstored = new Set(desk.draft.unstored.map(({ run_id }) => run_id));
	if (found !== undefined) {
		for (const each of found.benches) desk.benches.add(each);
		desk.damaged.push(...found.damaged);
		desk.total = found;
		for (const { run_id } of items) if (desk.earlier.has(run_id)) desk.passedOver.add(run_id);
	}
	desk.sitting = addItems(
		desk.sitting,
		items.filter(({ run_id }) => !unstored.has(run_id) && !desk.earlier.has(run_id)),
	);
}

/** Items that still wait, as far as is known. */
export function leftOf({ total, sitting, scored, passedOver }: Desk): number | null {
	return total === null ? null : Math.max(sitting.queue.length, total.total - scored - passedOver.size);
}

/** What is to be drawn. @param storeTrouble why nothing can be stored now */
export function screenOfDesk(desk: Desk, size: ScreenSize, storeTrouble: string | null): Screen {
	const { sitting, view, draft, texts, scored, reading, total, writeTrouble, readTrouble } = desk;
	const pace = secondsEach(draft.times);
	const progress = {
		...{ scored, reading, left: leftOf(desk), exact: total?.exact ?? false, unstored: draft.unstored.length },
		...{ secondsEach: pace ?? usualSecondsEach, usual: pace === null },
		trouble: writeTrouble === null ? (storeTrouble ?? readTrouble) : `what you score is not safe: ${writeTrouble}`,
	};
	const { experiment, by } = draft;
	return screenOf({ sitting, view, experiment, by, texts, progress }, size);
}
