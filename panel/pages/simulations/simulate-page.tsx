import '../leaderboard/board.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { configKeysQuery } from '../../api/queries';
import { Page } from '../../parts/page';
import { Shown } from '../../parts/states';
import { pages } from '../../shell/links';
import { SimForm } from './sim-form';

/** Starts a simulation. */
export function SimulatePage() {
	const keys = useQuery(configKeysQuery);
	return (
		<Page title="Simulate policies" beside={<Link href={pages.simulations}>All simulations</Link>}>
			<p className="words">
				Personas are simulated users, with tastes that no policy is told. Each policy meets the same of them with the
				same draws, so that what differs is the policy.
			</p>
			<Shown query={keys} what="the keys of a simulation">
				{({ sim }) => <SimForm keys={sim} />}
			</Shown>
		</Page>
	);
}
