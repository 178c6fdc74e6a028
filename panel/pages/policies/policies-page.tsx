import '../leaderboard/board.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { policiesQuery } from '../../api/queries';
import { Page } from '../../parts/page';
import { Shown } from '../../parts/states';
import { pages } from '../../shell/links';
import { ActivePolicy } from './active-policy';
import { PolicyTable } from './policy-table';
import { UserLog } from './user-log';

/** Which policy chooses what users are shown, how it became so, and what each has done. */
export function PoliciesPage() {
	const policies = useQuery(policiesQuery);
	return (
		<Page title="Policies" beside={<Link href={pages.simulations}>Simulations</Link>}>
			<Shown query={policies} what="the policies">
				{(data) => (
					<>
						<ActivePolicy policies={data} />
						<PolicyTable policies={data} />
					</>
				)}
			</Shown>
			<UserLog />
		</Page>
	);
}
