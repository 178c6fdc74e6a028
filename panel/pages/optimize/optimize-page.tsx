import '../leaderboard/board.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { optimizeWords } from '../../../report/optimize';
import type { ComparisonLine } from '../../api/answers';
import { activePromptQuery, comparisonsQuery } from '../../api/queries';
import { ModelText, ModelTexts, Name } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { Empty, Shown } from '../../parts/states';
import { When } from '../../parts/when';
import { linkTo, pages, safeLink } from '../../shell/links';
import { ActivePrompt } from './active-prompt';

/** Which prompt is active, and the comparisons by which another one may become so. */
export function OptimizePage() {
	const prompts = useQuery(activePromptQuery);
	const comparisons = useQuery(comparisonsQuery);
	return (
		<Page title="Optimize" beside={<Link href={pages.comparePrompts}>Compare prompts</Link>}>
			<Shown query={prompts} what="the active prompt">
				{(data) => <ActivePrompt prompts={data} />}
			</Shown>
			<section aria-labelledby="comparisons">
				<h2 id="comparisons">Comparisons</h2>
				<Shown query={comparisons} what="the comparisons">
					{({ comparisons: all }) =>
						all.length === 0 ? (
							<Empty>
								No prompts were compared yet. <Link href={pages.comparePrompts}>Compare some</Link>
							</Empty>
						) : (
							<ul className="cards">
								{all.map((each) => (
									<Comparison key={each.workflow_id + each.started_at} comparison={each} />
								))}
							</ul>
						)
					}
				</Shown>
			</section>
		</Page>
	);
}

function Comparison({ comparison }: { readonly comparison: ComparisonLine }) {
	const { workflow_id, experiment, state, started_at, reasons, answer, links } = comparison;
	const temporal = safeLink(links.temporal);
	const isWaiting = state === 'RUNNING' && experiment !== null;
	return (
		<li className={`card decision ${(answer ?? '').replaceAll(' ', '-')}`}>
			<h3>
				<Name>{experiment ?? workflow_id}</Name>
			</h3>
			<ModelText text={optimizeWords(comparison)} />
			{reasons.length > 0 && <ModelTexts texts={reasons} />}
			{isWaiting && (
				<p>
					It goes on with its bench, and waits for its judge where that needs one:{' '}
					<Link href={linkTo('bench', { experiment })}>the bench</Link>,{' '}
					<Link href={linkTo('judge', { experiment })}>judge it</Link>.
				</p>
			)}
			{!isWaiting && experiment !== null && (
				<p>
					<Link href={linkTo('leaderboard', { experiment })}>Leaderboard</Link>,{' '}
					<Link href={linkTo('gate', { experiment })}>gate</Link>
				</p>
			)}
			<p className="muted">
				Started <When time={started_at} />.{' '}
				{temporal !== null && (
					<a href={temporal} target="_blank" rel="noreferrer">
						In Temporal
					</a>
				)}
			</p>
		</li>
	);
}
