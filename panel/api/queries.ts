import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import type { Leaderboard } from '../../domain/ranking/leaderboard';
import type {
	ActivePrompts,
	AutoJudgesAnswer,
	BenchAnswer,
	CellAnswer,
	ComparisonsAnswer,
	ConfigKeysAnswer,
	DisagreementsAnswer,
	GatesAnswer,
	GivenConfig,
	GridAnswer,
	JudgesAtWork,
	LeasesAnswer,
	ModelsAnswer,
	PersonasAnswer,
	PoliciesAnswer,
	PolicyUser,
	PromptsAnswer,
	RubricsAnswer,
	ScenariosAnswer,
	SchedulesAnswer,
	Session,
	SimAnswer,
	SimResults,
	SimsAnswer,
	TrustAnswer,
	Waiting,
} from './answers';
import { gridOf } from './grid';
import { Problem } from './problem';
import { request } from './request';

/** Milliseconds from one look to the next, where nothing tells of news. */
const lookAgain = { waiting: 10_000, bench: 15_000, machine: 5_000, sim: 1_500 } as const;

/** Milliseconds after which what failed is looked at again: where waiting may mend it, and where somebody may. */
const [againMs, mendedMs] = [5_000, 15_000];

/** When to look again after a failure, in milliseconds. A query with an interval of its own says it too. */
export function againAfter(error: Error | null): number | false {
	if (!(error instanceof Problem) || !error.isMendable) return false;
	return error.isPassing ? againMs : mendedMs;
}

/** A failure that waiting may mend is tried again, also after it was shown; the others are only shown. */
export function createQueryClient(): QueryClient {
	return new QueryClient({
		defaultOptions: {
			queries: {
				staleTime: 2_000,
				// Our own notice tells of a server that is away; the browser's word on the network says nothing of it.
				networkMode: 'always',
				retry: (failures, error) =>
					failures < 2 && error instanceof Problem && error.isPassing && error.details.status !== 401,
				retryDelay: (failures) => Math.min(1_000 * 2 ** failures, 8_000),
				refetchInterval: ({ state: { error } }) => againAfter(error),
			},
			mutations: { networkMode: 'always' },
		},
	});
}

export const sessionQuery = queryOptions({
	queryKey: ['session'],
	queryFn: ({ signal }) => request<Session>('/api/session', { signal }),
	staleTime: 60_000,
	// What waiting does not mend is shown, such as a host name that the server does not answer to.
	retry: (failures, error) =>
		error instanceof Problem && error.isPassing && error.details.status !== 401 && failures < 1_000,
});

/** What waits for a person: the list and its count. */
export const waitingQuery = queryOptions({
	queryKey: ['waiting'],
	queryFn: ({ signal }) => request<Waiting>('/api/waiting', { signal }),
	refetchInterval: lookAgain.waiting,
});

/** One answer about one experiment. */
function ofExperiment<T>(verb: string, experiment: string, query: Readonly<Record<string, string | undefined>> = {}) {
	return queryOptions({
		queryKey: [verb, experiment, query],
		queryFn: ({ signal }) => request<T>(`/api/bench/${verb}`, { query: { experiment, ...query }, signal }),
		enabled: experiment !== '',
	});
}

export const benchQuery = (experiment: string) => ({
	...ofExperiment<BenchAnswer>('status', experiment),
	refetchInterval: lookAgain.bench,
});

export const gridQuery = (experiment: string) => ({
	...ofExperiment<GridAnswer>('grid', experiment),
	select: gridOf,
});

/** Also with the cells that the newest bench is still to fill. */
export const plannedGridQuery = (experiment: string) => ({
	...ofExperiment<GridAnswer>('grid', experiment, { planned: '1' }),
	select: gridOf,
});

/** How far the auto judges of an experiment are. */
export const judgingQuery = (experiment: string) => ofExperiment<JudgesAtWork>('judging', experiment);

/** What a bench was started with; one of the former harness, or of long ago, is known to nobody. */
export const benchConfigQuery = (experiment: string) => ofExperiment<GivenConfig>('config', experiment);

export const cellQuery = (experiment: string, runId: string) =>
	ofExperiment<CellAnswer>('cell', experiment, { run_id: runId });

export const leaderboardQuery = (experiment: string) => ofExperiment<Leaderboard>('leaderboard', experiment);

export const trustQuery = (experiment: string) => ofExperiment<TrustAnswer>('trust', experiment);

export const disagreementsQuery = (experiment: string) =>
	ofExperiment<DisagreementsAnswer>('disagreements', experiment);

export const gatesQuery = (experiment: string) => ofExperiment<GatesAnswer>('gate', experiment);

/** @param names of which to say where they are not pulled @param most the largest, in billions of parameters */
export const modelsQuery = (names = '', most = '') =>
	queryOptions({
		queryKey: ['models', names, most],
		queryFn: ({ signal }) => request<ModelsAnswer>('/api/models', { query: { names, max_model_b: most }, signal }),
		staleTime: lookAgain.machine,
		placeholderData: keepPreviousData,
	});

export const leasesQuery = queryOptions({
	queryKey: ['leases'],
	queryFn: ({ signal }) => request<LeasesAnswer>('/api/leases', { signal }),
	refetchInterval: lookAgain.machine,
});

export const schedulesQuery = queryOptions({
	queryKey: ['schedules'],
	queryFn: ({ signal }) => request<SchedulesAnswer>('/api/schedules', { signal }),
	refetchInterval: lookAgain.bench,
});

/** The data files change only when somebody edits them. */
function ofCatalog<T>(kind: string, query: Readonly<Record<string, string | number>> = {}) {
	return queryOptions({
		queryKey: ['catalog', kind],
		queryFn: ({ signal }) => request<T>(`/api/catalog/${kind}`, { query, signal }),
		staleTime: 60_000,
	});
}

export const promptsQuery = ofCatalog<PromptsAnswer>('prompts');
export const rubricsQuery = ofCatalog<RubricsAnswer>('rubrics');
export const scenariosQuery = ofCatalog<ScenariosAnswer>('scenarios', { limit: 1_000 });
export const autoJudgesQuery = ofCatalog<AutoJudgesAnswer>('auto-judges');
export const configKeysQuery = ofCatalog<ConfigKeysAnswer>('config');
export const personasQuery = ofCatalog<PersonasAnswer>('personas');

/** Which policy is active, the shadows, and what was counted. */
export const policiesQuery = queryOptions({
	queryKey: ['policies'],
	queryFn: ({ signal }) => request<PoliciesAnswer>('/api/policies', { signal }),
	refetchInterval: lookAgain.waiting,
});

/** What policies have learned of a user. */
export const policyUserQuery = (user: string) =>
	queryOptions({
		queryKey: ['policy-user', user],
		queryFn: ({ signal }) => request<PolicyUser>('/api/policies/user', { query: { user }, signal }),
		enabled: user !== '',
	});

export const simsQuery = queryOptions({
	queryKey: ['sims'],
	queryFn: ({ signal }) => request<SimsAnswer>('/api/sim/runs', { signal }),
	refetchInterval: lookAgain.machine,
});

/** Where a simulation is: looked at each second and a half while it runs. */
export const simQuery = (simulation: string) =>
	queryOptions({
		queryKey: ['sim', simulation],
		queryFn: ({ signal }) => request<SimAnswer>('/api/sim/status', { query: { simulation }, signal }),
		enabled: simulation !== '',
		refetchInterval: ({ state: { data, error } }) => (data?.state === 'RUNNING' ? lookAgain.sim : againAfter(error)),
	});

/** What its episodes have brought, so far as they are recorded. */
export const simResultsQuery = (experiment: string) =>
	queryOptions({
		queryKey: ['sim-results', experiment],
		queryFn: ({ signal }) => request<SimResults>('/api/sim/results', { query: { experiment }, signal }),
		enabled: experiment !== '',
		refetchInterval: ({ state: { error } }) => againAfter(error),
	});

export const comparisonsQuery = queryOptions({
	queryKey: ['comparisons'],
	queryFn: ({ signal }) => request<ComparisonsAnswer>('/api/optimize/runs', { signal }),
	refetchInterval: lookAgain.machine,
});

export const activePromptQuery = queryOptions({
	queryKey: ['active-prompt'],
	queryFn: ({ signal }) => request<ActivePrompts>('/api/prompts/active', { signal }),
	refetchInterval: lookAgain.waiting,
});
