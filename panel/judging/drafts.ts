import type { Answers, Sitting } from '../../domain/judging/sitting/sitting';
import type { ToStore } from './desk';

/** Whose sitting it is, and on which experiment. */
export interface SittingPlace {
	readonly experiment: string;
	readonly by: string;
}

/** What is kept of a sitting until the server has it. */
export interface Drafts {
	readonly begun: Sitting['begun'];
	readonly unstored: readonly ToStore[];
	readonly times: readonly number[];
}

type Kind = 'begun' | 'unstored';

/** What another tab has not sent for so many milliseconds, it will not: it was closed, or has crashed. */
const leftAfterMs = 60_000;

/**
 * The drafts of one judge on one experiment in a browser's storage. Each item has a place of its own, and each tab too, so
 * that no tab writes over another's.
 * @param tab this page's own, another one whenever it is loaded
 * @param former the one that the page had before it was loaded anew: what that left behind is taken over
 */
export function openDrafts(storage: Storage, place: SittingPlace, tab: string, former: string | null = null) {
	const prefix = (kind: Kind) => `tip-bench/${kind}/${encode(place.experiment)}/${encode(place.by)}/`;
	const keyOf = (kind: Kind, item: string) => `${prefix(kind)}${encode(item)}/${encode(tab)}`;
	const timesKey = `tip-bench/times/${encode(place.experiment)}/${encode(place.by)}`;
	const keysFrom = (start: string) => Object.keys(storage).filter((key) => key.startsWith(start));

	/** Every draft of a kind that can be read, with whose tab it is, the oldest first. */
	const all = <T extends { at: number }>(kind: Kind, read: (value: unknown) => T | null) =>
		keysFrom(prefix(kind))
			.flatMap((key) => {
				const [item = '', owner = ''] = key.slice(prefix(kind).length).split('/').map(decodeURIComponent);
				const value = read(parse(storage.getItem(key)));
				return value === null ? [] : [{ item, owner, value }];
			})
			.sort((a, b) => a.value.at - b.value.at);

	const takeOver = () => {
		for (const kind of ['begun', 'unstored'] as const) {
			const left = keysFrom(prefix(kind)).filter((key) => former !== null && key.endsWith(`/${encode(former)}`));
			for (const key of left) {
				const item = decodeURIComponent(key.slice(prefix(kind).length).split('/')[0] ?? '');
				const text = storage.getItem(key);
				if (text !== null) storage.setItem(keyOf(kind, item), text);
				storage.removeItem(key);
			}
		}
	};

	return {
		/** @param now milliseconds since 1970 */
		read(now: number): Drafts {
			takeOver();
			const begun = all('begun', readBegun).map(({ item, value }) => [item, value.answers] as const);
			const unstored = all('unstored', readToStore)
				.filter(({ owner, value }) => owner === tab || now - value.at > leftAfterMs)
				.map(({ value: { at: _at, ...scores } }) => scores);
			const times = parse(storage.getItem(timesKey));
			return {
				begun: Object.fromEntries(begun),
				unstored,
				times: Array.isArray(times) ? times.filter((each) => typeof each === 'number') : [],
			};
		},
		/**
		 * Keeps what has changed since it was kept last.
		 * @throws DOMException where the browser has no room, or allows none
		 */
		keep(before: Drafts, after: Drafts, now: number): void {
			for (const [item, answers] of Object.entries(after.begun)) {
				if (before.begun[item] !== answers) storage.setItem(keyOf('begun', item), JSON.stringify({ answers, at: now }));
			}
			for (const item of Object.keys(before.begun)) {
				if (after.begun[item] === undefined) storage.removeItem(keyOf('begun', item));
			}
			for (const each of after.unstored) {
				if (!before.unstored.includes(each))
					storage.setItem(keyOf('unstored', each.run_id), JSON.stringify({ ...each, at: now }));
			}
			if (before.times !== after.times) storage.setItem(timesKey, JSON.stringify(after.times));
		},
		/** The server has the item's scores, or they were given up: nothing of it is kept any longer. */
		forget(item: string): void {
			for (const kind of ['begun', 'unstored'] as const) {
				for (const key of keysFrom(`${prefix(kind)}${encode(item)}/`)) storage.removeItem(key);
			}
		},
	};
}

/** Slashes and dots of a name would be read as a key's own. */
function encode(text: string): string {
	return encodeURIComponent(text.toWellFormed());
}

function parse(text: string | null): unknown {
	try {
		return text === null ? null : JSON.parse(text);
	} catch {
		return null;
	}
}

function readBegun(value: unknown): { answers: Answers; at: number } | null {
	if (!isObject(value) || !isObject(value.answers) || typeof value.at !== 'number') return null;
	const { given, note, again } = value.answers;
	if (!Array.isArray(given) || typeof note !== 'string' || typeof again !== 'boolean') return null;
	const scores = given.filter(
		(each): each is Answers['given'][number] =>
			isObject(each) && typeof each.name === 'string' && typeof each.score === 'number',
	);
	return scores.length === given.length ? { answers: { given: scores, note, again }, at: value.at } : null;
}

function readToStore(value: unknown): (ToStore & { at: number }) | null {
	if (!isObject(value)) return null;
	const { run_id, scores, note, replace, judged_at, at } = value;
	if (typeof run_id !== 'string' || typeof note !== 'string' || typeof replace !== 'boolean') return null;
	if (typeof judged_at !== 'number' || typeof at !== 'number' || !isObject(scores)) return null;
	const numbers = Object.entries(scores).filter((each): each is [string, number] => typeof each[1] === 'number');
	return { run_id, scores: Object.fromEntries(numbers), note, replace, judged_at, at };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
