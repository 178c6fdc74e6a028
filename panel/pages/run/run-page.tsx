import '../leaderboard/board.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { configKeysQuery } from '../../api/queries';
import { Name } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Loading, Shown } from '../../parts/states';
import { linkTo } from '../../shell/links';
import { RunForm } from './run-form';
import { useStart } from './use-start';

/** Starts a benchmark. */
export function RunPage() {
	const [from] = useQueryText('from');
	const keys = useQuery(configKeysQuery);
	const start = useStart(from);
	return (
		<Page title="Run a benchmark" beside={<Link href={linkTo('schedule', { from })}>Every night instead</Link>}>
			<Shown query={keys} what="the keys of a benchmark">
				{({ bench }) =>
					start === null ? (
						<Loading what={from} />
					) : (
						<>
							{start.said !== '' && (
								<p className="muted">
									<Name>{from}</Name>: {start.said}
								</p>
							)}
							<RunForm key={from} keys={bench} start={start.filled} />
						</>
					)
				}
			</Shown>
		</Page>
	);
}
