import { type KeptJudgment, type ScoredJudgment, type Scoring, withReplaced } from './kept-judgment';
import { type Notes, noteNames } from './notes';
import type { Scores } from './rubric';

/** What a lazy judge says of one run. */
export interface GivenJudgment {
	readonly by: string;
	/** The kind that the run waits for; `null` where it waits for no lazy one. */
	readonly kind: string | null;
	readonly scores: Scores;
	readonly composite: number;
	readonly notes: Notes;
	/** ISO 8601. */
	readonly judged_at: string;
	/** When the file that says it was exported; `null` where that is not known. ISO 8601. */
	readonly exported_at: string | null;
}

/** What a judgment changes on its run. */
export type Change =
	/** The first one of a lazy judge. */
	| 'fresh'
	/** One beside another judge's. */
	| 'opinion'
	/** The answer to a drift check. */
	| 'repeat'
	/** The same scores, and a note that was not there. */
	| 'noted'
	/** All of it is there. */
	| 'same'
	/** This judge has said something else before. */
	| 'different';

/** The judgments of a run when one more is given, and what is new about them. */
export interface Given {
	readonly change: Change;
	readonly judgments: readonly KeptJudgment[];
	/** What this judge had said at the place that the new scores take; `null` where that was nothing. */
	readonly before: Scoring | null;
}

/** What the run says beside its judgments. */
export interface GivenTo {
	/** When this judge was last asked about the run again, unannounced; `null` for never. ISO 8601. */
	readonly driftAsked: string | null;
	/** Whether lazy judges' scores count on it: not where it has an auto tier alone. */
	readonly lazyCounts: boolean;
}

/** Gives a run a judge's judgment. Other judges' stay as they are. */
export function giveJudgment(
	judgments: readonly KeptJudgment[],
	given: GivenJudgment,
	{ driftAsked, lazyCounts }: GivenTo,
): Given {
	const own = judgments.find((each): each is ScoredJudgment => isOwn(each, given.by));
	if (own === undefined) {
		const isFirst = lazyCounts && !judgments.some(({ tier }) => tier === 'lazy');
		const { by, kind } = given;
		const added: KeptJudgment = { by, tier: 'lazy', kind, given: scoringOf(given), repeats: [], replaced: [] };
		return { change: isFirst ? 'fresh' : 'opinion', judgments: [...judgments, added], before: null };
	}
	const { judgment, ...change } = changeOwn(own, given, driftAsked);
	return { ...change, judgments: judgments.map((each) => (each === own ? judgment : each)) };
}

function isOwn({ tier, by, given }: KeptJudgment, name: string): boolean {
	return tier === 'lazy' && by === name && given !== null;
}

function changeOwn(own: ScoredJudgment, given: GivenJudgment, driftAsked: string | null) {
	const asked = repeatAsked(own, given, driftAsked);
	const old = asked === null ? own.given : (own.repeats.find(({ asked_at }) => asked_at === asked) ?? null);
	const put = (scoring: Scoring): KeptJudgment => {
		if (asked === null) return { ...own, given: scoring };
		const others = own.repeats.filter(({ asked_at }) => asked_at !== asked);
		return { ...own, repeats: [...others, { ...scoring, asked_at: asked }] };
	};
	if (old === null) return { change: 'repeat', judgment: put(scoringOf(given)), before: null } as const;
	const notes = newNotes(old.notes, given.notes);
	if (isSame(old.scores, given.scores) && notes !== null) {
		const change = Object.keys(notes).length > 0 ? ('noted' as const) : ('same' as const);
		return { change, judgment: put({ ...old, notes: { ...old.notes, ...notes } }), before: old };
	}
	const replaced = withReplaced({ replaced: own.replaced, given: old });
	return { change: 'different', judgment: { ...put(scoringOf(given)), replaced }, before: old } as const;
}

/**
 * Which drift check the scores answer, by the time at which it was asked; `null` for none. Scores of a file that was
 * exported at another time answer none, so that an old file may be applied again.
 */
function repeatAsked(own: ScoredJudgment, { exported_at, scores }: GivenJudgment, asked: string | null): string | null {
	if (exported_at !== null) {
		const isKnown = exported_at === asked || own.repeats.some(({ asked_at }) => asked_at === exported_at);
		return isKnown ? exported_at : null;
	}
	const isOpen = asked !== null && !own.repeats.some(({ asked_at }) => asked_at === asked);
	return isOpen || !isSame(own.given.scores, scores) ? asked : null;
}

/** Whether what a judge has given stands among its judgments of a run. */
export function isKept(judgments: readonly KeptJudgment[], { by, scores }: GivenJudgment): boolean {
	const own = judgments.find((each): each is ScoredJudgment => isOwn(each, by));
	return own !== undefined && [own.given, ...own.repeats].some((each) => isSame(each.scores, scores));
}

function scoringOf({ scores, composite, judged_at, notes }: GivenJudgment): Scoring {
	return { scores, composite, judged_at, notes };
}

function isSame(old: Scores, now: Scores): boolean {
	return Object.entries(now).every(([name, score]) => old[name] === score);
}

/** The notes that were not there; `null` where another text would take the place of one. */
function newNotes(old: Notes, now: Notes): Notes | null {
	const added: { -readonly [K in keyof Notes]: string } = {};
	for (const name of noteNames) {
		const [before, said] = [old[name], now[name]];
		if (said === undefined || said === before) continue;
		if (before !== undefined) return null;
		added[name] = said;
	}
	return added;
}
