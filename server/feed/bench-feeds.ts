import { findBench } from '../../client/find-bench';
import { lookAtBench } from '../../client/look-at-bench';
import type { Doing } from '../../domain/bench/doing';
import { TipBenchError } from '../../domain/errors';
import { hashOf } from '../../domain/hash';
import { askTemporal } from '../ask-temporal';
import type { ServerContext } from '../context';
import { createPoller, type FeedEvent, type Poller } from './poller';
import { type ShownBench, shownBench } from './shown-bench';

/** Milliseconds from one look to the next, by what a bench does; a second where it is not named. */
const pauses: Partial<Record<Doing, number>> = {
	'waiting-for-gpu': 2_000,
	paused: 5_000,
	'backing-off': 2_000,
	'standing-still': 2_000,
	'awaiting-judge': 3_000,
	unanswered: 3_000,
};
const usualPauseMs = 1_000;
const awayPauseMs = 3_000;

/** A reset ends a run of a bench a moment before the next one is there. */
const resetMs = 2_000;

/** The pollers of all benches that somebody watches. */
export interface BenchFeeds {
	/** The workflow id of the bench that a name means: asked for once, however many come to watch it. */
	idOf(name: string): Promise<string>;
	/** The poller of a bench, which somebody has to watch at once. @param id its workflow id */
	of(id: string): Poller;
	close(): void;
}

/** How a bench is looked at; tests have their own. */
export type Look = (id: string) => Promise<ShownBench>;

/** How the id of a bench is found by a name; tests have their own. */
export type Find = (name: string) => Promise<string>;

/** One poller a bench, however many watch it. */
export function createBenchFeeds(context: Pick<ServerContext, 'parts' | 'now'>, look: Look, find: Find): BenchFeeds {
	const pollers = new Map<string, Poller>();
	/** By name: the ids of those that are watched, and those that are being found. */
	const [ids, finding] = [new Map<string, string>(), new Map<string, Promise<string>>()];
	const forget = (id: string) => {
		pollers.delete(id);
		for (const [name, of] of [...ids]) if (of === id) ids.delete(name);
	};
	const findOnce = (name: string): Promise<string> => {
		const found = find(name).finally(() => finding.delete(name));
		finding.set(name, found);
		return found;
	};
	return {
		idOf: async (name) => {
			const known = ids.get(name);
			// What nobody watches may have ended since, and another begun.
			if (known !== undefined && pollers.has(known)) return known;
			const id = await (finding.get(name) ?? findOnce(name));
			ids.set(name, id);
			return id;
		},
		of: (id) => {
			const known = pollers.get(id);
			if (known !== undefined) return known;
			const poller = createPoller({ look: lookPatiently(context, () => look(id)), onIdle: () => forget(id) });
			pollers.set(id, poller);
			return poller;
		},
		close: () => {
			for (const poller of [...pollers.values()]) poller.close();
		},
	};
}

/** Finds a bench through the server's Temporal. */
export function findThrough(context: Pick<ServerContext, 'places' | 'parts'>): Find {
	return async (name) => (await askTemporal(context, (client) => findBench(client, name))).id;
}

/** A look at a bench through the server's Temporal. */
export function lookThrough(context: Pick<ServerContext, 'places'>): Look {
	return async (id) => {
		const sight = await askTemporal(context, (client) => lookAtBench(client, id));
		if (sight === null) throw new TipBenchError('UnknownName', `no bench ${id}`);
		return shownBench(sight, context.places.addresses());
	};
}

/** Looks that go on where Temporal is away, with what was seen last. */
function lookPatiently({ parts, now }: Pick<ServerContext, 'parts' | 'now'>, look: () => Promise<ShownBench>) {
	let last: ShownBench | undefined;
	return async () => {
		try {
			last = await look();
		} catch (error) {
			// The first look is the request's own: it answers what is wrong.
			if (last === undefined) throw error;
			if (isUnknown(error)) return { event: eventOf({ ...last, doing: 'ended', status: null }, true), pauseMs: 0 };
			const since = new Date(parts.noteAway('temporal')).toISOString();
			return { event: eventOf({ ...last, away: { part: 'temporal', since } }, false), pauseMs: awayPauseMs };
		}
		return { event: eventOf(last, isOver(last, now())), pauseMs: pauses[last.doing] ?? usualPauseMs };
	};
}

/** Its history has passed the time that Temporal keeps it for, or somebody has deleted it. */
function isUnknown(error: unknown): boolean {
	return error instanceof TipBenchError && error.code === 'UnknownName';
}

function isOver({ doing, state, ended_at }: ShownBench, now: number): boolean {
	if (doing !== 'ended') return false;
	return state !== 'TERMINATED' || ended_at === null || now - Date.parse(ended_at) >= resetMs;
}

function eventOf(bench: ShownBench, isLast: boolean): FeedEvent {
	return { id: hashOf({ bench, isLast }).slice(0, 20), data: JSON.stringify(bench), isLast };
}
