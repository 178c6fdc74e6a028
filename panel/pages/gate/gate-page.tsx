import '../leaderboard/board.css';
import { useQuery } from '@tanstack/react-query';
import { gatesQuery, leaderboardQuery } from '../../api/queries';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Empty, Shown } from '../../parts/states';
import { Ways } from '../bench/ways';
import { Decision } from './decision';
import { GateForm } from './gate-form';

/** May a candidate replace the baseline? The question, and what was decided before. */
export function GatePage() {
	const [experiment] = useQueryText('experiment');
	const board = useQuery(leaderboardQuery(experiment));
	const gates = useQuery(gatesQuery(experiment));
	return (
		<Page title={`Gate of ${experiment}`} beside={<Ways experiment={experiment} />}>
			<Shown query={board} what="the rows">
				{({ rows }) =>
					rows.length === 0 ? (
						<Empty>Nothing is recorded yet: there is nothing to decide about.</Empty>
					) : (
						<section aria-labelledby="ask">
							<h2 id="ask">Ask a gate</h2>
							<GateForm experiment={experiment} rows={rows} />
						</section>
					)
				}
			</Shown>
			<section aria-labelledby="decided">
				<h2 id="decided">Decided so far</h2>
				<Shown query={gates} what="the decisions">
					{({ gates: decided }) =>
						decided.length === 0 ? (
							<Empty>No gate was decided on this experiment.</Empty>
						) : (
							[...decided].reverse().map((each) => <Decision key={each.number} decision={each} />)
						)
					}
				</Shown>
			</section>
		</Page>
	);
}
