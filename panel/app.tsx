import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import { Route, Switch } from 'wouter';
import { createQueryClient } from './api/queries';
import { NotFound } from './pages/not-found';
import { WaitingPage } from './pages/waiting/waiting-page';
import { Loading } from './parts/states';
import { ErrorBoundary } from './shell/error-boundary';
import { Frame } from './shell/frame';
import { pages } from './shell/links';
import { Session } from './shell/session';
import { theme } from './style/theme';

/** A page that comes when it is first looked at; the one that the address names at once, beside the question who asks. */
function page<Name extends string>(path: string, load: () => Promise<Record<Name, ComponentType>>, name: Name) {
	if (window.location.pathname === path) void load().catch(() => undefined);
	return lazy(async () => ({ default: (await load())[name] }));
}

const ExperimentsPage = page(
	pages.experiments,
	() => import('./pages/experiments/experiments-page'),
	'ExperimentsPage',
);
const BenchPage = page(pages.bench, () => import('./pages/bench/bench-page'), 'BenchPage');
const CellPage = page(pages.cell, () => import('./pages/cell/cell-page'), 'CellPage');
const JudgePage = page(pages.judge, () => import('./pages/judge/judge-page'), 'JudgePage');
const LeaderboardPage = page(
	pages.leaderboard,
	() => import('./pages/leaderboard/leaderboard-page'),
	'LeaderboardPage',
);
const ComparePage = page(pages.compare, () => import('./pages/compare/compare-page'), 'ComparePage');
const GatePage = page(pages.gate, () => import('./pages/gate/gate-page'), 'GatePage');
const TrustPage = page(pages.trust, () => import('./pages/trust/trust-page'), 'TrustPage');
const RunPage = page(pages.run, () => import('./pages/run/run-page'), 'RunPage');
const SchedulePage = page(pages.schedule, () => import('./pages/schedule/schedule-page'), 'SchedulePage');
const MachinePage = page(pages.machine, () => import('./pages/machine/machine-page'), 'MachinePage');
const CatalogPage = page(pages.catalog, () => import('./pages/catalog/catalog-page'), 'CatalogPage');
const PoliciesPage = page(pages.policies, () => import('./pages/policies/policies-page'), 'PoliciesPage');
const SimulationsPage = page(
	pages.simulations,
	() => import('./pages/simulations/simulations-page'),
	'SimulationsPage',
);
const SimulatePage = page(pages.simulate, () => import('./pages/simulations/simulate-page'), 'SimulatePage');
const SimulationPage = page(pages.simulation, () => import('./pages/simulations/simulation-page'), 'SimulationPage');
const OptimizePage = page(pages.optimize, () => import('./pages/optimize/optimize-page'), 'OptimizePage');
const ComparePromptsPage = page(
	pages.comparePrompts,
	() => import('./pages/optimize/compare-prompts-page'),
	'ComparePromptsPage',
);

/** The pages. @param secret the token of a sign-in link, `null` where the page was opened without one */
export function App({ secret }: { readonly secret: string | null }) {
	const [client] = useState(createQueryClient);
	return (
		<MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
			<QueryClientProvider client={client}>
				<ErrorBoundary>
					<Session secret={secret}>
						<Frame>
							<Suspense fallback={<Loading what="the page" />}>
								<Routes />
							</Suspense>
						</Frame>
					</Session>
				</ErrorBoundary>
			</QueryClientProvider>
		</MantineProvider>
	);
}

function Routes() {
	return (
		<Switch>
			<Route path={pages.waiting} component={WaitingPage} />
			<Route path={pages.experiments} component={ExperimentsPage} />
			<Route path={pages.bench} component={BenchPage} />
			<Route path={pages.cell} component={CellPage} />
			<Route path={pages.judge} component={JudgePage} />
			<Route path={pages.leaderboard} component={LeaderboardPage} />
			<Route path={pages.compare} component={ComparePage} />
			<Route path={pages.gate} component={GatePage} />
			<Route path={pages.trust} component={TrustPage} />
			<Route path={pages.run} component={RunPage} />
			<Route path={pages.schedule} component={SchedulePage} />
			<Route path={pages.machine} component={MachinePage} />
			<Route path={pages.catalog} component={CatalogPage} />
			<Route path={pages.policies} component={PoliciesPage} />
			<Route path={pages.simulations} component={SimulationsPage} />
			<Route path={pages.simulate} component={SimulatePage} />
			<Route path={pages.simulation} component={SimulationPage} />
			<Route path={pages.optimize} component={OptimizePage} />
			<Route path={pages.comparePrompts} component={ComparePromptsPage} />
			<Route component={NotFound} />
		</Switch>
	);
}
