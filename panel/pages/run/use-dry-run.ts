import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PlanSummary } from '../../api/answers';
import { Problem } from '../../api/problem';
import { request } from '../../api/request';
import { type Filled, inputOf } from './commands';

/** Milliseconds without a key before the plan is asked for. */
const quietMs = 400;

/** What a benchmark would do, as far as it is known. */
export interface DryRun {
	readonly plan: PlanSummary | null;
	/** Why there is no plan of what is filled in now. */
	readonly problem: Problem | null;
	/** Whether the plan is of what is filled in now. */
	readonly isNew: boolean;
}

/** Asks for the plan as one types; an answer to what was typed before is never shown as the newest. */
export function useDryRun(filled: Filled): DryRun {
	const asked = JSON.stringify(inputOf(filled));
	const [quiet, setQuiet] = useState(asked);
	useEffect(() => {
		const timer = setTimeout(() => setQuiet(asked), quietMs);
		return () => clearTimeout(timer);
	}, [asked]);
	const { data, error, isFetching } = useQuery({
		queryKey: ['dry-run', quiet],
		queryFn: ({ signal }) =>
			request<PlanSummary>('/api/bench/run', {
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
