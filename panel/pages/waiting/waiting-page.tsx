import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { countOf, verbOf } from '../../../domain/wording';
import type { WaitingItem } from '../../api/answers';
import { waitingQuery } from '../../api/queries';
import { ModelText, Name } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { Empty, Shown } from '../../parts/states';
import { Since } from '../../parts/when';
import { linkTo, pages } from '../../shell/links';

const kinds: Readonly<Record<WaitingItem['kind'], { readonly title: string; readonly action: string }>> = {
	'to-score': { title: 'To score', action: 'Judge' },
	disagreements: { title: 'Disagreements', action: 'Look at them' },
	reminder: { title: 'Reminder', action: 'Judge' },
	'failed-cells': { title: 'Failed cells', action: 'Look at the bench' },
	'failed-bench': { title: 'Failed bench', action: 'Look at the bench' },
	'lost-lease': { title: 'Lost lease', action: 'Look at the machine' },
	trouble: { title: 'Trouble', action: 'Look at the bench' },
};

/** What waits for a person, the first page. */
export function WaitingPage() {
	const query = useQuery(waitingQuery);
	return (
		<Page title="What waits for you">
			<Shown query={query} what="what waits">
				{({ items }) =>
					items.length === 0 ? (
						<Empty>
							<p>Nothing waits for you.</p>
							<p>
								<Link href={pages.run}>Run a benchmark</Link> or look at the{' '}
								<Link href={pages.experiments}>experiments</Link>.
							</p>
						</Empty>
					) : (
						<ul className="cards" aria-label={`${countOf(items.length, 'thing')} that ${verbOf(items.length, 'wait')}`}>
							{items.map((item) => (
								<Waits key={`${item.kind} ${item.experiment} ${item.bench} ${item.text}`} item={item} />
							))}
						</ul>
					)
				}
			</Shown>
		</Page>
	);
}

function Waits({ item }: { readonly item: WaitingItem }) {
	const { title, action } = kinds[item.kind] ?? { title: item.kind, action: 'Look' };
	const name = item.experiment ?? item.bench ?? '';
	// What is about no bench is about the parts that all of them lean on.
	const isOfMachine = name === '' || item.kind === 'lost-lease';
	return (
		<li className={`card waits ${item.kind}`}>
			<h2>
				{title}
				{item.count > 1 && <span className="count">{item.count}</span>}
			</h2>
			{name !== '' && (
				<p className="subject">
					<Name>{name}</Name>
				</p>
			)}
			<ModelText text={item.text} />
			{item.remedy !== undefined && <p className="muted">{item.remedy}</p>}
			<p className="foot">
				<Link href={placeOf(item)} className="action">
					{isOfMachine ? 'Look at the machine' : action}
					<span className="unseen"> {name}</span>
				</Link>
				<span className="muted">
					<Since time={item.since} />
				</span>
			</p>
		</li>
	);
}

function placeOf({ kind, experiment, bench }: WaitingItem): string {
	const of = { experiment: experiment ?? bench };
	if (kind === 'to-score' || kind === 'reminder') return linkTo('judge', of);
	if (kind === 'disagreements') return linkTo('trust', of);
	return kind === 'lost-lease' || (experiment ?? bench) === undefined ? pages.machine : linkTo('bench', of);
}
