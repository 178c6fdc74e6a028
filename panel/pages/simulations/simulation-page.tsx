import '../bench/bench.css';
import '../leaderboard/board.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { SimAnswer } from '../../api/answers';
import { Problem } from '../../api/problem';
import { simQuery, simResultsQuery } from '../../api/queries';
import { ModelTexts } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Empty, Shown } from '../../parts/states';
import { TroubleList } from '../../parts/trouble-list';
import { When } from '../../parts/when';
import { announce } from '../../shell/announce';
import { pages, safeLink } from '../../shell/links';
import { Promotion } from './promotion';
import { SimControls } from './sim-controls';
import { SimNumbers } from './sim-numbers';
import { simHead, simStand } from './sim-state';

/** One simulation: how far it is, what its episodes have brought, and what was decided. */
export function SimulationPage() {
	const [experiment] = useQueryText('experiment');
	const sim = useQuery(simQuery(experiment));
	const results = useQuery(simResultsQuery(sim.data?.experiment ?? experiment));
	useFreshResults(sim.data, experiment);
	const beside = <Link href={pages.simulations}>All simulations</Link>;
	if (experiment === '')
		return (
			<Page title="No simulation" beside={beside}>
				<Empty>This address names no simulation.</Empty>
			</Page>
		);
	return (
		<Page title={experiment} beside={beside}>
			{isUnknown(sim.error) ? (
				<p className="muted">Temporal knows no simulation of this name any more; what MLflow has of it is below.</p>
			) : (
				<Shown query={sim} what="the simulation">
					{(told) => <Progress sim={told} />}
				</Shown>
			)}
			{isUnknown(results.error) ? (
				<Empty>
					{sim.data?.state === 'RUNNING'
						? 'What came of it is known once each policy has met a persona.'
						: 'Nothing is recorded of it.'}
				</Empty>
			) : (
				<Shown query={results} what="the results">
					{(data) => (
						<>
							<Promotion results={data} />
							<SimNumbers results={data} />
						</>
					)}
				</Shown>
			)}
		</Page>
	);
}

/** Results are read anew whenever more of them are recorded. */
function useFreshResults(sim: SimAnswer | undefined, experiment: string): void {
	const client = useQueryClient();
	const { status = null, state } = sim ?? {};
	const seen = sim === undefined ? null : [state, status?.phase, status?.pairs.recorded].join(' ');
	const before = useRef(seen);
	useEffect(() => {
		if (before.current !== null && seen !== null && before.current !== seen)
			void client.invalidateQueries({ queryKey: simResultsQuery(sim?.experiment ?? experiment).queryKey });
		before.current = seen;
	}, [client, seen, sim?.experiment, experiment]);
}

function Progress({ sim }: { readonly sim: SimAnswer }) {
	const { status, started_at, links } = sim;
	const head = simHead(sim);
	const before = useRef(head);
	useEffect(() => {
		if (before.current !== head) announce(head);
		before.current = head;
	}, [head]);
	const temporal = safeLink(links.temporal);
	const { done = 0, reused = 0, total = 0 } = status?.episodes ?? {};
	return (
		<>
			<p className="stand">
				<strong>{head}</strong> {simStand(sim)}
			</p>
			{sim.state === 'RUNNING' && total > 0 && <progress value={done + reused} max={total} aria-label="Episodes" />}
			<SimControls sim={sim} />
			{status !== null && <TroubleList troubles={status.troubles} />}
			<p className="muted">
				Started <When time={started_at} />.{' '}
				{temporal !== null && (
					<a href={temporal} target="_blank" rel="noreferrer">
						In Temporal
					</a>
				)}
			</p>
			{status !== null && status.notes.length > 0 && <ModelTexts texts={status.notes} />}
		</>
	);
}

function isUnknown(error: unknown): boolean {
	return error instanceof Problem && error.details.status === 404;
}
