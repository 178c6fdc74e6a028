import { CancellationScope, condition, log, sleep, workflowInfo } from '@temporalio/workflow';
import type { PendingWorkAsked } from '../contracts/pending-work';
import { isGpuWork, type Trouble, troublesOf } from '../domain/bench/troubles';
import { looking } from './activity-stubs';

/** An activity that a workflow waits for. */
interface Awaited {
	/** Those of one line go one after another: each one's end lets the next begin. `null` for what begins at once. */
	readonly line: 'gpu' | null;
	/** Since when it has not gone on, in milliseconds of workflow time. */
	since: number;
}

/** What a workflow waits for now. */
export interface Underway {
	readonly awaited: Awaited[];
	/** How long something of the GPU's line has taken at most, in milliseconds. */
	longest: number;
}

/** Nothing is waited for. */
export function nothingUnderway(): Underway {
	return { awaited: [], longest: 0 };
}

/** Does something that may come to stand still, so that {@link watchStandstill} sees it. */
export async function underway<T>(all: Underway, line: Awaited['line'], act: () => Promise<T>): Promise<T> {
	const each: Awaited = { line, since: Date.now() };
	all.awaited.push(each);
	try {
		return await act();
	} finally {
		all.awaited.splice(all.awaited.indexOf(each), 1);
		if (line !== null) advance(all, line, each);
	}
}

function advance(all: Underway, line: Awaited['line'], ended: Awaited): void {
	all.longest = Math.max(all.longest, Date.now() - ended.since);
	for (const each of all.awaited) if (each.line === line) each.since = Date.now();
}

/** Since when a line has not gone on, in milliseconds of workflow time; of others the one that waits longest counts. */
function stillSince({ awaited }: Underway, line: Awaited['line']): number {
	const times = awaited.filter((each) => each.line === line).map(({ since }) => since);
	return Math.min(Date.now(), ...times);
}

/** Shorter pauses are usual, and a person would not ask yet. Milliseconds. */
const firstPatienceMs = 10_000;

/** Where cells take long, it is not looked for nothing more often than this. */
const longestCalmMs = 600_000;

/** Something that has long stood still is looked at more rarely: after an eighth of that time, but at least so often. */
const longestPauseMs = 6 * 3600_000;

/** An answer of Ollama is late after this long, and after so many times the longest before it. */
const shortestSlowSeconds = 120;
const slowerThanBefore = 4;

/** @see watchStandstill */
export interface Watch {
	/** What Temporal is asked: where the activities are that are under way. */
	asked(): PendingWorkAsked;
	/** The model whose block it is, `null` for a bench. */
	readonly model: string | null;
	/** Takes in what was found; nothing when it goes on again. */
	tell(troubles: readonly Trouble[]): void;
}

/**
 * Looks why nothing goes on whenever something under way has not for a while, as long as the workflow runs; also after
 * its cancel, which accepted answers outlast. A block at work costs that five events in ten seconds; a look costs six, and
 * there are some eighty on the first day of a standstill, then four a day.
 */
export function watchStandstill(all: Underway, watch: Watch): void {
	// What only looks must never stop what it looks at: an unhandled failure would, for ever.
	CancellationScope.nonCancellable(() => watchOn(all, watch)).catch((error: unknown) => {
		log.error('it is no longer watched whether this workflow stands still', { error });
	});
}

/** What has waited longest; `undefined` where nothing is waited for. */
export function oldestOf(awaited: readonly Awaited[]): Awaited | undefined {
	const [first, ...others] = awaited;
	return first && others.reduce((oldest, each) => (each.since < oldest.since ? each : oldest), first);
}

async function watchOn(all: Underway, watch: Watch): Promise<never> {
	const { tell } = watch;
	let calm = firstPatienceMs;
	let troubled = false;
	for (;;) {
		await condition(() => all.awaited.length > 0);
		const oldest = oldestOf(all.awaited);
		// It ended in the very step in which this one goes on.
		if (oldest === undefined) continue;
		const { since } = oldest;
		const wentOn = () => oldest.since !== since || !all.awaited.includes(oldest);
		for (let due = since + calm; !wentOn(); ) {
			await untilDue(due - Date.now(), troubled ? wentOn : null);
			if (wentOn()) break;
			const found = await look(all, watch);
			if (wentOn()) break;
			const age = Date.now() - since;
			if (found !== null) {
				troubled = found.length > 0;
				tell(found);
			}
			if (!troubled) calm = clamp(2 * age, firstPatienceMs, longestCalmMs);
			due = Date.now() + (troubled ? clamp(age / 8, firstPatienceMs, longestPauseMs) : Math.min(age, longestCalmMs));
		}
		calm = Math.max(firstPatienceMs, calm / 2);
		// What else is as old is looked at next.
		if (troubled && !all.awaited.some((each) => Date.now() - each.since >= calm)) {
			troubled = false;
			tell([]);
		}
	}
}

/** @returns `null` where Temporal could not be asked */
async function look(all: Underway, { asked, model }: Watch): Promise<readonly Trouble[] | null> {
	const question = asked();
	try {
		const work = await looking.pendingWork(question);
		const since = (type: string) => stillSince(all, isGpuWork(type) ? 'gpu' : null);
		const slowSeconds = Math.max(shortestSlowSeconds, (slowerThanBefore * all.longest) / 1000);
		return troublesOf(work, { since, model, queue: question.queue, slowSeconds });
	} catch {
		return null;
	}
}

/** The very run of the workflow that asks. */
export function ownExecution(): PendingWorkAsked['workflows'][number] {
	const { workflowId: id, runId: run } = workflowInfo();
	return { id, run };
}

/** Where something is wrong its end is awaited too; else a timer of its own for each cell would cost more than it tells. */
async function untilDue(ms: number, wentOn: (() => boolean) | null): Promise<void> {
	if (ms <= 0) return;
	if (wentOn !== null) await condition(wentOn, ms);
	else await sleep(ms, { summary: 'does it still go on?' });
}

function clamp(value: number, least: number, most: number): number {
	return Math.min(most, Math.max(least, value));
}
