import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ItemAnswer, StoredAnswer } from '../../api/answers';
import { waitingQuery } from '../../api/queries';
import { request } from '../../api/request';
import type { ToStore } from '../../judging/desk';
import { focusOn, keyOf } from '../../judging/keys';
import { createSitting, type SittingState, type SittingStore } from '../../judging/sitting-store';

/** A sitting for as long as the page is open. */
export function useSitting(experiment: string, by: string): readonly [SittingState, SittingStore] | null {
	const client = useQueryClient();
	const [sitting, setSitting] = useState<SittingStore | null>(null);
	useEffect(() => {
		const store = createSitting(
			{ experiment, by },
			{
				item: (after) => request<ItemAnswer>('/api/bench/item', { query: { experiment, by, after } }),
				store: async ({ run_id, scores, note, replace }: ToStore) => {
					const body = { item: run_id, by, scores, note, replace };
					const answer = await request<StoredAnswer>('/api/bench/item', {
						method: 'POST',
						query: { experiment },
						body,
					});
					void client.invalidateQueries({ queryKey: waitingQuery.queryKey });
					return answer;
				},
			},
		);
		setSitting(store);
		return () => store.close();
	}, [client, experiment, by]);
	const state = useSyncExternalStore(sitting?.subscribe ?? never, () => sitting?.state() ?? null);
	return sitting === null || state === null ? null : [state, sitting];
}

const never = () => () => {};

/** Keys of the whole page go to the sitting, but for those that belong to what has the focus. */
export function useKeys(sitting: SittingStore | null, isOn: boolean): void {
	useEffect(() => {
		if (sitting === null || !isOn) return;
		const listen = (event: KeyboardEvent) => {
			if (event.defaultPrevented) return;
			const key = keyOf(event, focusOn(document.activeElement));
			if (key === null) return;
			event.preventDefault();
			sitting.press(key);
		};
		window.addEventListener('keydown', listen);
		return () => window.removeEventListener('keydown', listen);
	}, [sitting, isOn]);
}
