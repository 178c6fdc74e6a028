import '../leaderboard/board.css';
import { useQuery } from '@tanstack/react-query';
import type { ConfigKeysAnswer } from '../../api/answers';
import { configKeysQuery, gridQuery } from '../../api/queries';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Loading, Shown } from '../../parts/states';
import type { Filled } from './commands';
import { RunForm } from './run-form';

/** Starts a benchmark. */
export function RunPage() {
	const [from] = useQueryText('from');
	const keys = useQuery(configKeysQuery);
	const former = useQuery({ ...gridQuery(from), enabled: from !== '' });
	const isWaiting = from !== '' && former.isPending;
	return (
		<Page title="Run a benchmark">
			<Shown query={keys} what="the keys of a benchmark">
				{({ bench }: ConfigKeysAnswer) =>
					isWaiting ? (
						<Loading what={from} />
					) : (
						<RunForm key={from} keys={bench} start={from === '' ? {} : againLike(from, former.data?.rows ?? [])} />
					)
				}
			</Shown>
		</Page>
	);
}

/** What is known of an experiment from its cells. */
function againLike(name: string, rows: readonly { readonly model: string; readonly prompt: string }[]): Filled {
	const list = (of: 'model' | 'prompt') => [...new Set(rows.map((row) => row[of]))].join(',');
	return { experiment: `${name}-again`, models: list('model'), prompts: list('prompt') };
}
