import { z } from 'zod';

/** Seconds of dwell that count at most: ten minutes. */
export const longestDwell = 600;

/** Of the user's own mean so many tips count beside those of one kind. */
const shrinkage = 5;

const amount = z.number().min(0);

/** What a user did with tips of one kind. Sums, so that parts can be added up. */
const kindHistorySchema = z.strictObject({
	/** Tips that were answered for by a reward. */
	tips: amount,
	completed: amount,
	dismissed: amount,
	/** Tips whose dwell was told, and the sum of their seconds, each cut at ten minutes. */
	dwelt: amount,
	dwell_seconds: amount,
	/** Sums of the cosines and sines of the hours at which tips were completed, as angles of a day. */
	hours_cosine: z.number(),
	hours_sine: z.number(),
});

export type KindHistory = Readonly<z.infer<typeof kindHistorySchema>>;

/** A user's history by kind of tip. */
export const historySchema = z.record(z.string(), kindHistorySchema).readonly();

export type History = Readonly<Record<string, KindHistory>>;

/** What a policy is told of a user: of all tips, or of those of one kind. */
export interface Profile {
	/** 0 to 1. */
	readonly completion_rate: number;
	/** 0 to 1. */
	readonly dismiss_rate: number;
	/** ≥ 0. */
	readonly mean_dwell_seconds: number;
	/** 0 to 24; `null` where there is none. */
	readonly preferred_hour: number | null;
	/** How many tips it was learned from. */
	readonly tips: number;
}

/** What a user did with one tip. */
export interface Outcome {
	readonly completed?: boolean | undefined;
	readonly dismissed?: boolean | undefined;
	readonly dwell_seconds?: number | undefined;
}

const nothing: KindHistory = {
	...{ tips: 0, completed: 0, dismissed: 0, dwelt: 0, dwell_seconds: 0 },
	...{ hours_cosine: 0, hours_sine: 0 },
};

const sums = Object.keys(nothing) as (keyof KindHistory)[];

/** Adds what came of one tip. @param hour at which it was shown, 0 to 24 */
export function addOutcome(history: History, kind: string, hour: number, outcome: Outcome): History {
	const before = ownOf(history, kind);
	const { completed = false, dismissed = false, dwell_seconds } = outcome;
	const angle = angleOf(hour);
	const after: KindHistory = {
		tips: before.tips + 1,
		completed: before.completed + Number(completed),
		dismissed: before.dismissed + Number(dismissed),
		dwelt: before.dwelt + Number(dwell_seconds !== undefined),
		dwell_seconds: before.dwell_seconds + Math.min(dwell_seconds ?? 0, longestDwell),
		hours_cosine: before.hours_cosine + (completed ? Math.cos(angle) : 0),
		hours_sine: before.hours_sine + (completed ? Math.sin(angle) : 0),
	};
	return { ...history, [kind]: after };
}

/**
 * The user's profile for one kind of tip. Its rates are drawn to the user's own means over all kinds, as if five more tips
 * of this kind had gone like those (a beta prior's mean); the count of tips is known exactly, and is not.
 * @returns `null` where nothing is known of the user
 */
export function profileOf(history: History, kind: string): Profile | null {
	return profilesOf(history, [kind])[0] ?? null;
}

/** Profiles for several kinds of tip, in their order, `null` where nothing is known of the user: see {@link profileOf}. */
export function profilesOf(history: History, kinds: readonly string[]): (Profile | null)[] {
	const all = totalOf(history);
	return kinds.map((kind) => (all.tips === 0 ? null : shrunkTo(all, ownOf(history, kind))));
}

function shrunkTo(all: KindHistory, own: KindHistory): Profile {
	const shrunk = (part: number, of: number, whole: number, ofWhole: number) =>
		(part + shrinkage * (ofWhole === 0 ? 0 : whole / ofWhole)) / (of + shrinkage);
	const cosine = own.hours_cosine + (shrinkage * all.hours_cosine) / all.tips;
	const sine = own.hours_sine + (shrinkage * all.hours_sine) / all.tips;
	return {
		completion_rate: shrunk(own.completed, own.tips, all.completed, all.tips),
		dismiss_rate: shrunk(own.dismissed, own.tips, all.dismissed, all.tips),
		mean_dwell_seconds: shrunk(own.dwell_seconds, own.dwelt, all.dwell_seconds, all.dwelt),
		// Hours that cancel each other out prefer none.
		preferred_hour: Math.hypot(cosine, sine) < 1e-9 ? null : hourOf(Math.atan2(sine, cosine)),
		tips: own.tips,
	};
}

/** What is known of a user whatever the kind. @returns `null` where nothing is */
export function wholeProfileOf(history: History): Profile | null {
	const all = totalOf(history);
	return all.tips === 0 ? null : profileOf({ all }, 'all');
}

/** An hour of the day as an angle. */
export function angleOf(hour: number): number {
	return (hour / 24) * 2 * Math.PI;
}

function hourOf(angle: number): number {
	return ((angle / (2 * Math.PI)) * 24 + 24) % 24;
}

function ownOf(history: History, kind: string): KindHistory {
	return Object.hasOwn(history, kind) ? (history[kind] as KindHistory) : nothing;
}

function totalOf(history: History): KindHistory {
	const sum = { ...nothing };
	for (const each of Object.values(history)) for (const key of sums) sum[key] += each[key];
	return sum;
}
