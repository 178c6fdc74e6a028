import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { BenchAnswer } from './answers';
import { benchQuery, plannedGridQuery } from './queries';
import { addressOf } from './request';

/** Milliseconds between two looks at the cells, however fast they come. */
const gridEveryMs = 2_000;
/** Milliseconds after which a feed that was refused is asked for again; what broke off comes back by itself. */
const againMs = 5_000;
/** Milliseconds after which a feed that has told nothing yet is taken for held back. */
const silentMs = 10_000;

/** How the feed of a bench is. */
export type FeedState = 'opening' | 'live' | 'lost';

/** Follows a bench as the server tells of it; what it says replaces what was known of the bench's status. */
export function useBenchFeed(experiment: string, isRunning: boolean): FeedState {
	const client = useQueryClient();
	const [state, setState] = useState<FeedState>('opening');
	useEffect(() => {
		if (experiment === '' || !isRunning) return;
		const status = benchQuery(experiment).queryKey;
		const take = (news: Partial<BenchAnswer>) => {
			// Of one that waits a single look tells more: whether its experiment is still there.
			const isWaiting = news.doing === 'awaiting-judge';
			client.setQueryData<BenchAnswer>(status, (before) => {
				if (before === undefined || (isWaiting && before.doing === 'standing-still')) return before;
				return { ...before, ...news };
			});
			if (isWaiting) void client.invalidateQueries({ queryKey: status });
		};
		return openFeed(addressOf('/api/bench/progress', { experiment }), take, (now) => {
			setState(now);
			if (now === 'lost') void client.invalidateQueries({ queryKey: status });
		});
	}, [client, experiment, isRunning]);
	return state;
}

/** Looks at the cells of a bench again where its status says that some have changed, whoever told so: a feed may be held back. */
export function useNewCells(experiment: string, bench: BenchAnswer | undefined): void {
	const client = useQueryClient();
	const { status, state } = bench ?? {};
	const cells = JSON.stringify([status?.cells, status?.pending_judgments, status?.phase, state]);
	const [seen, timer] = [useRef(''), useRef<ReturnType<typeof setTimeout> | undefined>(undefined)];
	useEffect(() => {
		if (bench === undefined) return;
		const before = seen.current;
		seen.current = cells;
		if (before === '' || before === cells) return;
		timer.current ??= setTimeout(() => {
			timer.current = undefined;
			void client.invalidateQueries({ queryKey: plannedGridQuery(experiment).queryKey });
		}, gridEveryMs);
	}, [client, experiment, bench, cells, seen, timer]);
	useEffect(() => () => clearTimeout(timer.current), [timer]);
}

/** Reads the events of an address until it is closed. @returns what closes it */
function openFeed(
	address: string,
	take: (news: Partial<BenchAnswer>) => void,
	turned: (state: 'live' | 'lost') => void,
): () => void {
	let source: EventSource | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let silent: ReturnType<typeof setTimeout> | undefined;
	let hasTold = false;
	const told = () => {
		hasTold = true;
		clearTimeout(silent);
		turned('live');
	};
	const open = () => {
		source = new EventSource(address);
		// To whoever comes back with all that there is, nothing is told.
		source.addEventListener('open', () => hasTold && turned('live'));
		source.addEventListener('end', () => source?.close());
		source.addEventListener('status', ({ data }) => {
			const news = readStatus(String(data));
			if (news === null) return;
			told();
			take(news);
		});
		source.addEventListener('error', () => {
			turned('lost');
			// A browser gives up on one that was refused, as while Temporal is away.
			if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, againMs);
		});
		// The first event comes at once, unless something on the way holds back what is not whole.
		if (!hasTold) silent = setTimeout(() => turned('lost'), silentMs);
	};
	const close = () => {
		clearTimeout(timer);
		clearTimeout(silent);
		source?.close();
		source = undefined;
	};
	// A browser has six connections to a server for all of its tabs: those that nobody sees would leave none for the rest.
	const follow = () => {
		if (document.hidden) close();
		else if (source === undefined) open();
	};
	document.addEventListener('visibilitychange', follow);
	follow();
	return () => {
		document.removeEventListener('visibilitychange', follow);
		close();
	};
}

function readStatus(text: string): Partial<BenchAnswer> | null {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Partial<BenchAnswer>) : null;
	} catch {
		return null;
	}
}
