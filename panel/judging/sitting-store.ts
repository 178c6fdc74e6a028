import type { ScaleText } from '../../domain/judging/scale-text';
import type { Key } from '../../domain/judging/sitting/keys';
import { countSkipped, currentItem, halfDone, type SittingItem } from '../../domain/judging/sitting/sitting';
import type { ItemAnswer, JudgeProgress, StoredAnswer } from '../api/answers';
import { Problem } from '../api/problem';
import {
	backToScores,
	type Desk,
	giveScore,
	openDesk,
	pressKey,
	type RefusedScores,
	refuse,
	scoredElsewhere,
	settleRefused,
	stored,
	type ToStore,
	takeItem,
	writeNote,
} from './desk';
import { type Drafts, openDrafts, type SittingPlace } from './drafts';
import { createSaver, type Saving } from './saver';
import { findStorage, nameTab } from './storage';

/** All that is on the screen of a sitting. */
export interface SittingState {
	/** `null` before the server has told of the scales. */
	readonly desk: Desk | null;
	/** As the server told it last. */
	readonly progress: JudgeProgress | null;
	/** What the rubric says of each scale. */
	readonly texts: Readonly<Record<string, ScaleText>>;
	readonly saving: Saving;
	/** Whether more items may come. */
	readonly isReading: boolean;
	/** Why no item can be read now. */
	readonly readTrouble: Problem | null;
	/** Why drafts do not outlast this page; `null` where they do. */
	readonly draftTrouble: string | null;
}

/** What the server does for a sitting. */
export interface SittingServer {
	/** The item that follows one; the first one after `null`. */
	item(after: string | null): Promise<ItemAnswer>;
	store(scores: ToStore): Promise<StoredAnswer>;
}

/** So many items wait behind the one on the screen. */
const ahead = 4;
/** Milliseconds from one try to the next: where waiting may mend it, and where somebody may. */
const [retryMs, mendedMs] = [3_000, 10_000];

/** A sitting of one judge on one experiment, beside any page that shows it. */
export function createSitting(place: SittingPlace, server: SittingServer) {
	const { storage, lasts } = findStorage();
	const { tab, former } = nameTab();
	const drafts = openDrafts(storage, place, tab, former);
	const others = new BroadcastChannel('tip-bench/judging');
	const listeners = new Set<() => void>();
	let state: SittingState = {
		...{ desk: null, progress: null, texts: {}, isReading: true, readTrouble: null },
		...{ saving: { isSaving: false, trouble: null } },
		draftTrouble: lasts ? null : 'this browser keeps nothing: scores that are not saved yet are lost with the page',
	};
	let last: string | null = null;
	let isFeeding = false;
	let isOver = false;

	const set = (news: Partial<SittingState>) => {
		state = { ...state, ...news };
		for (const listener of listeners) listener();
	};

	/** Keeps what has changed before anything shows it. */
	const move = (desk: Desk) => {
		const before = state.desk;
		let { draftTrouble } = state;
		try {
			drafts.keep(before === null ? noDrafts : draftsOf(before), draftsOf(desk), Date.now());
		} catch (error) {
			draftTrouble = `what is not saved yet cannot be kept in this browser: ${String(error)}`;
		}
		set({ desk, draftTrouble });
		if (desk.unstored.length > 0) saver.wake();
		void feed();
	};
	const change = (step: (desk: Desk) => Desk) => {
		if (state.desk !== null) move(step(state.desk));
	};

	const saver = createSaver({
		waiting: () => state.desk?.unstored ?? [],
		async store(scores) {
			const { progress } = await server.store(scores);
			set({ progress });
			others.postMessage({ ...place, item: scores.run_id, progress });
		},
		isPassing: (error) => !(error instanceof Problem) || error.isMendable,
		settled(scores, refused) {
			if (state.desk === null) return;
			const desk = refused === null ? stored(state.desk, scores) : refuse(state.desk, scores, refused);
			set({ desk });
			if (desk.unstored.some(({ run_id }) => run_id === scores.run_id)) return;
			drafts.forget(scores.run_id);
			// Somebody was quicker: how many are left is no longer what was told last.
			if (refused !== null) readOn();
		},
		changed: (saving) => set({ saving }),
	});

	const take = ({ item, progress }: ItemAnswer) => {
		last = item?.id ?? last;
		const scales = item?.scales ?? { asked: [], computed: [] };
		if (state.desk === null) state = { ...state, desk: openDesk(noScales, drafts.read(Date.now())) };
		const texts = Object.fromEntries([...scales.asked, ...scales.computed].map(({ name, text }) => [name, text]));
		set({ progress, texts: { ...state.texts, ...texts }, readTrouble: null, isReading: item !== null });
		change((desk) => (item === null ? desk : takeItem(desk, itemOf(item), scales)));
	};

	/** Reads items beside the keys, never many more than are needed. */
	const feed = async () => {
		if (isFeeding) return;
		isFeeding = true;
		while (!isOver && state.isReading && (state.desk?.sitting.queue.length ?? 0) <= ahead) {
			try {
				take(await server.item(last));
			} catch (error) {
				const problem = error instanceof Problem ? error : null;
				// A server with another key does not know the item that was the last: then from the first one on.
				if (last !== null && problem?.details.faults.some(({ key }) => key === 'after') === true) {
					last = null;
					continue;
				}
				set({ readTrouble: problem });
				if (problem !== null && !problem.isMendable) break;
				const ms = problem?.isPassing === false ? mendedMs : retryMs;
				await new Promise((resolve) => setTimeout(resolve, ms));
			}
		}
		isFeeding = false;
	};

	const readOn = () => {
		set({ isReading: true });
		void feed();
	};

	others.addEventListener('message', ({ data }) => {
		if (data?.experiment !== place.experiment || data?.by !== place.by || typeof data.item !== 'string') return;
		if (typeof data.progress?.pending === 'number') set({ progress: data.progress });
		change((desk) => scoredElsewhere(desk, data.item));
	});
	void feed();

	return {
		state: () => state,
		subscribe(listener: () => void) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		press: (key: Key) => change((desk) => pressKey(desk, key, Date.now())),
		give: (name: string, score: number) => change((desk) => giveScore(desk, name, score, Date.now())),
		note: (text: string) => change((desk) => writeNote(desk, text)),
		toScores: () => change(backToScores),
		settle(scores: RefusedScores, how: 'replace' | 'give-up') {
			change((desk) => settleRefused(desk, scores, how));
			if (how === 'give-up') drafts.forget(scores.run_id);
		},
		/** Tries at once what waits for a better time. */
		hurry: () => saver.wake(),
		/** Looks from the first item on whether more wait. */
		lookAgain() {
			last = null;
			readOn();
		},
		close() {
			isOver = true;
			saver.stop();
			others.close();
		},
	};
}

export type SittingStore = ReturnType<typeof createSitting>;

const noScales = { asked: [], computed: [] };
const noDrafts: Drafts = { begun: {}, unstored: [], times: [] };

function draftsOf({ sitting, unstored, times }: Desk): Drafts {
	return { begun: halfDone(sitting), unstored, times };
}

function itemOf({ id, scenario, candidates, computed }: NonNullable<ItemAnswer['item']>): SittingItem {
	return { run_id: id, scenario, candidates, computed };
}

/** How many items are left, as far as is known; `null` before the server has said. */
export function leftOf({ progress, desk }: SittingState): number | null {
	if (progress === null || desk === null) return null;
	const here = desk.sitting.queue.length + countSkipped(desk.sitting);
	return Math.max(here, progress.pending - desk.unstored.filter(({ replace }) => !replace).length);
}

/** Whether all that this judge was shown is scored and stored. */
export function isAllDone({ desk, isReading }: SittingState): boolean {
	if (desk === null || isReading || desk.unstored.length > 0 || desk.refused.length > 0) return false;
	return currentItem(desk.sitting) === null && countSkipped(desk.sitting) === 0;
}
