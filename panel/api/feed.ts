import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BenchAnswer } from './answers';
import { benchQuery, plannedGridQuery } from './queries';
import { addressOf } from './request';

/** Milliseconds between two looks at the cells, however fast they come. */
const gridEveryMs = 2_000;
/** Milliseconds after which a feed that was refused is asked for again; what broke off comes back by itself. */
const againMs = 5_000;

/** How the feed of a bench is. */
type FeedState = 'opening' | 'live' | 'lost';

/** Follows a bench as the server tells of it; what it says replaces what was known of the bench's status. */
export function useBenchFeed(experiment: string, isRunning: boolean): FeedState {
	const client = useQueryClient();
	const [state, setState] = useState<FeedState>('opening');
	useEffect(() => {
		if (experiment === '' || !isRunning) return;
		const status = benchQuery(experiment).queryKey;
		let cellsTimer: ReturnType<typeof setTimeout> | undefined;
		let cells = '';
		const take = (news: Partial<BenchAnswer>) => {
			client.setQueryData<BenchAnswer>(status, (before) => before && { ...before, ...news });
			const now = JSON.stringify([news.status?.cells, news.status?.pending_judgments, news.status?.phase, news.state]);
			if (now === cells) return;
			cells = now;
			cellsTimer ??= setTimeout(() => {
				cellsTimer = undefined;
				void client.invalidateQueries({ queryKey: plannedGridQuery(experiment).queryKey });
			}, gridEveryMs);
		};
		const close = openFeed(addressOf('/api/bench/progress', { experiment }), take, (now) => {
			setState(now);
			if (now === 'lost') void client.invalidateQueries({ queryKey: status });
		});
		return () => {
			clearTimeout(cellsTimer);
			close();
		};
	}, [client, experiment, isRunning]);
	return state;
}

/** Reads the events of an address until it is closed. @returns what closes it */
function openFeed(
	address: string,
	take: (news: Partial<BenchAnswer>) => void,
	turned: (state: 'live' | 'lost') => void,
): () => void {
	let source: EventSource;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const open = () => {
		source = new EventSource(address);
		source.addEventListener('open', () => turned('live'));
		source.addEventListener('end', () => source.close());
		source.addEventListener('status', ({ data }) => {
			const news = readStatus(String(data));
			if (news !== null) take(news);
		});
		source.addEventListener('error', () => {
			turned('lost');
			// A browser gives up on one that was refused, as while Temporal is away.
			if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, againMs);
		});
	};
	open();
	return () => {
		clearTimeout(timer);
		source.close();
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
