import '../leaderboard/board.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { configKeysQuery } from '../../api/queries';
import { Page } from '../../parts/page';
import { Shown } from '../../parts/states';
import { pages } from '../../shell/links';
import { OptimizeForm } from './optimize-form';

/** Starts a comparison of prompts. */
export function ComparePromptsPage() {
	const keys = useQuery(configKeysQuery);
	return (
		<Page title="Compare prompts" beside={<Link href={pages.optimize}>All comparisons</Link>}>
			<p className="words">
				A bench of prompt versions on one model, then its gate. Where one is surely better than the baseline, it becomes
				the active prompt. Nobody rewrites prompts: a candidate is a file in prompts/.
			</p>
			<Shown query={keys} what="the keys of a comparison">
				{(data) => <OptimizeForm keys={data} />}
			</Shown>
		</Page>
	);
}
