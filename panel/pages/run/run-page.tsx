import '../leaderboard/board.css';
import { useQuery } from '@tanstack/react-query';
import { cellQuery, configKeysQuery, gridQuery } from '../../api/queries';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Loading, Shown } from '../../parts/states';
import { againLike, anyRun } from './again-like';
import type { Filled } from './commands';
import { RunForm } from './run-form';

/** Starts a benchmark. */
export function RunPage() {
	const [from] = useQueryText('from');
	const keys = useQuery(configKeysQuery);
	const start = useStart(from);
	return (
		<Page title="Run a benchmark">
			<Shown query={keys} what="the keys of a benchmark">
				{({ bench }) => (start === null ? <Loading what={from} /> : <RunForm key={from} keys={bench} start={start} />)}
			</Shown>
		</Page>
	);
}

/** What the form begins with: nothing, or what is known of another experiment; `null` while that is read. */
function useStart(from: string): Filled | null {
	const grid = useQuery({ ...gridQuery(from), enabled: from !== '' });
	const runId = grid.data === undefined ? null : anyRun(grid.data);
	const cell = useQuery({ ...cellQuery(from, runId ?? ''), enabled: runId !== null });
	if (from === '' || grid.isError) return {};
	if (grid.data === undefined || (runId !== null && cell.isPending)) return null;
	return againLike(from, grid.data, cell.data ?? null);
}
