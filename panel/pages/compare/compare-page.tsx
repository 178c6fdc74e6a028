import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { countOf } from '../../../domain/wording';
import { numberText, signedText } from '../../../report/plots/number-text';
import type { CompareAnswer, ComparedScenario, ComparedSide } from '../../api/answers';
import { leaderboardQuery } from '../../api/queries';
import { request } from '../../api/request';
import { ModelText, Name } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Empty, Shown } from '../../parts/states';
import { linkTo } from '../../shell/links';
import { stateWords } from '../bench/grid-columns';
import { Ways } from '../bench/ways';
import { rowKey } from '../leaderboard/row-key';

const orders = [
	{ value: '', label: 'where they differ most' },
	{ value: 'best', label: 'where A is better' },
	{ value: 'worst', label: 'where B is better' },
];

/** Two rows side by side, scenario by scenario, with what they wrote. */
export function ComparePage() {
	const [experiment] = useQueryText('experiment');
	const [a, setA] = useQueryText('a');
	const [b, setB] = useQueryText('b');
	const [order, setOrder] = useQueryText('order');
	const board = useQuery(leaderboardQuery(experiment));
	const query = useInfiniteQuery({
		queryKey: ['compare', experiment, a, b, order],
		queryFn: ({ pageParam, signal }) =>
			request<CompareAnswer>('/api/bench/compare', { query: { experiment, a, b, order, from: pageParam }, signal }),
		initialPageParam: 0,
		getNextPageParam: (page) => page.next,
		enabled: experiment !== '' && a !== '' && b !== '',
	});
	const names = [...new Set(['', ...(board.data?.rows.map(rowKey) ?? []), a, b])];
	const select = (label: string, value: string, set: (text: string) => void) => (
		<NativeSelect label={label} value={value} onChange={(event) => set(event.currentTarget.value)} data={names} />
	);
	return (
		<Page title={`Two rows of ${experiment}`} beside={<Ways experiment={experiment} />}>
			<search className="filters">
				{select('Row A', a, setA)}
				{select('Row B', b, setB)}
				<NativeSelect
					label="First"
					value={order}
					onChange={(event) => setOrder(event.currentTarget.value)}
					data={orders}
				/>
			</search>
			{a === '' || b === '' ? (
				<Empty>Choose two rows.</Empty>
			) : (
				<Shown query={query} what="the two rows">
					{({ pages }) => (
						<>
							{pages[0] !== undefined && <Sum of={pages[0]} />}
							{pages
								.flatMap((page) => page.items)
								.map((each) => (
									<Scenario key={each.scenario} of={each} a={a} b={b} experiment={experiment} />
								))}
							{query.hasNextPage && (
								<button type="button" className="more" onClick={() => void query.fetchNextPage()}>
									{query.isFetchingNextPage ? 'Reading more …' : 'Show more scenarios'}
								</button>
							)}
						</>
					)}
				</Shown>
			)}
		</Page>
	);
}

function Sum({ of: { scenarios, both, mean_difference } }: { readonly of: CompareAnswer }) {
	if (scenarios === 0) return <Empty>Neither of these rows has a run.</Empty>;
	return (
		<p>
			{countOf(scenarios, 'scenario')}, {both} with a score of both
			{mean_difference !== null && (
				<>
					; on these A − B is <strong>{signedText(mean_difference)}</strong> points on average
				</>
			)}
			.
		</p>
	);
}

interface ScenarioProps {
	readonly of: ComparedScenario;
	readonly a: string;
	readonly b: string;
	readonly experiment: string;
}

function Scenario({ of, a, b, experiment }: ScenarioProps) {
	return (
		<section className="compared">
			<h2>
				<Name>{of.scenario}</Name>{' '}
				<span className="muted">
					{of.difference === null ? 'no difference known' : `A − B ${signedText(of.difference)}`}
				</span>
			</h2>
			<div className="two">
				<Side title={`A ${a}`} side={of.a} experiment={experiment} />
				<Side title={`B ${b}`} side={of.b} experiment={experiment} />
			</div>
		</section>
	);
}

interface SideProps {
	readonly title: string;
	readonly side: ComparedSide;
	readonly experiment: string;
}

function Side({ title, side, experiment }: SideProps) {
	return (
		<div className="card">
			<h3>
				<Name>{title}</Name> <span className="muted">{numberText(side.composite)}</span>
			</h3>
			{side.runs.length === 0 && <p className="muted">No run.</p>}
			{side.runs.map(({ run_id, state, composite, candidates }) => (
				<div key={run_id}>
					{candidates === null ? (
						<p className="muted">Its texts cannot be read.</p>
					) : (
						<ol className="candidates">
							{candidates.map((text, at) => (
								// biome-ignore lint/suspicious/noArrayIndexKey: two candidates may be the same
								<li key={at}>
									<ModelText text={text} most={300} lines={6} />
								</li>
							))}
						</ol>
					)}
					<p className="scores-line">
						<Link href={linkTo('cell', { experiment, run_id })}>
							{composite === null ? stateWords[state] : `composite ${numberText(composite)}`}
						</Link>
					</p>
				</div>
			))}
		</div>
	);
}
