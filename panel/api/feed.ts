import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BenchAnswer } from './answers';
import { benchQuery, gridQuery } from './queries';
import { addressOf } from './request';

/** Milliseconds between two looks at the cells, however fast they come. */
const gridEveryMs = 2_000;

/** How the feed of a bench is. */
export type FeedState = 'opening' | 'live' | 'lost';

/** Follows a bench as the server tells of it; what it says replaces what was known of the bench's status. */
export function useBenchFeed(experiment: string, isRunning: boolean): FeedState {
	const client = useQueryClient();
	const [state, setState] = useState<FeedState>('opening');
	useEffect(() => {
		if (experiment === '' || !isRunning) return;
		const source = new EventSource(addressOf('/api/bench/progress', { experiment }));
		let timer: ReturnType<typeof setTimeout> | undefined;
		let cells = '';
		const lookAtCells = () => {
			timer ??= setTimeout(() => {
				timer = undefined;
				void client.invalidateQueries({ queryKey: gridQuery(experiment).queryKey });
			}, gridEveryMs);
		};
		source.addEventListener('open', () => setState('live'));
		source.addEventListener('error', () => {
			setState('lost');
			// One that was refused is not tried again by the browser: the query says why.
			if (source.readyState === EventSource.CLOSED)
				void client.invalidateQueries({ queryKey: benchQuery(experiment).queryKey });
		});
		source.addEventListener('end', () => source.close());
		source.addEventListener('status', (event) => {
			const news = readStatus((event as MessageEvent<string>).data);
			if (news === null) return;
			client.setQueryData<BenchAnswer>(benchQuery(experiment).queryKey, (before) =>
				before === undefined ? undefined : { ...before, ...news },
			);
			const now = JSON.stringify([news.status?.cells, news.status?.pending_judgments, news.status?.phase, news.state]);
			if (now !== cells) lookAtCells();
			cells = now;
		});
		return () => {
			clearTimeout(timer);
			source.close();
		};
	}, [client, experiment, isRunning]);
	return state;
}

function readStatus(text: string): Partial<BenchAnswer> | null {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Partial<BenchAnswer>) : null;
	} catch {
		return null;
	}
}
