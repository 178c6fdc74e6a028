import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Problem } from '../../api/problem';
import { request } from '../../api/request';
import { type Filled, inputOf } from './commands';

/** Milliseconds without a key before the plan is asked for. */
const quietMs = 400;

/** What a benchmark, or whatever else is ordered, would do, as far as it is known. */
interface DryRun<T> {
	readonly plan: T | null;
	/** Why there is no plan of what is filled in now. */
	readonly problem: Problem | null;
	/** Whether the plan is of what is filled in now. */
	readonly isNew: boolean;
}

/**
 * Asks for the plan as one types; an answer to what was typed before is never shown as the newest.
 * @param path of the route that starts it
 */
export function useDryRun<T>(filled: Filled, path: string): DryRun<T> {
	const asked = JSON.stringify(inputOf(filled));
	const [quiet, setQuiet] = useState(asked);
	useEffect(() => {
		const timer = setTimeout(() => setQuiet(asked), quietMs);
		return () => clearTimeout(timer);
	}, [asked]);
	const { data, error, isFetching } = useQuery({
		queryKey: ['dry-run', path, quiet],
		queryFn: ({ signal }) =>
			request<T>(path, {
				method: 'POST',
				query: { dry_run: 1 },
				body: JSON.parse(quiet),
				signal,
			}),
		placeholderData: keepPreviousData,
		staleTime: 10_000,
		retry: false,
	});
	const problem = error instanceof Problem ? error : null;
	return { plan: data ?? null, problem, isNew: quiet === asked && !isFetching && problem === null };
}
