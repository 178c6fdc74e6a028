import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** One text of the page's address, such as a filter: it comes back with the address. An empty one is left out. */
export function useQueryText(key: string): [string, (text: string) => void] {
	const [params, setParams] = useSearchParams();
	const set = useCallback(
		(text: string) =>
			setParams(
				(before) => {
					const after = new URLSearchParams(before);
					if (text === '') after.delete(key);
					else after.set(key, text);
					return after;
				},
				{ replace: true },
			),
		[key, setParams],
	);
	return [params.get(key) ?? '', set];
}
