import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { numberText, signedText } from '../../../report/plots/number-text';
import type { ComparedScenario, ComparedSide } from '../../api/answers';
import { compareQuery, leaderboardQuery } from '../../api/queries';
import { ModelText, Name } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Empty, Shown } from '../../parts/states';
import { linkTo } from '../../shell/links';
import { Ways } from '../bench/ways';
import { rowKey } from '../leaderboard/board-table';
import { inOrder, type Order, orders } from './order';

/** So many scenarios at a time: each has the texts of two rows. */
const atOnce = 20;

/** Two rows side by side, scenario by scenario, with what they wrote. */
export function ComparePage() {
	const [experiment] = useQueryText('experiment');
	const [a, setA] = useQueryText('a');
	const [b, setB] = useQueryText('b');
	const [order, setOrder] = useQueryText('order');
	const [most, setMost] = useState(atOnce);
	const board = useQuery(leaderboardQuery(experiment));
	const query = useQuery({ ...compareQuery(experiment, a, b), enabled: experiment !== '' && a !== '' && b !== '' });
	const names = ['', ...(board.data?.rows.map(rowKey) ?? [a, b])];
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
					data={orders.map(({ value, label }) => ({ value, label }))}
				/>
			</search>
			{a === '' || b === '' ? (
				<Empty>Choose two rows.</Empty>
			) : (
				<Shown query={query} what="the two rows">
					{({ scenarios }) => (
						<>
							{inOrder(scenarios, order as Order)
								.slice(0, most)
								.map((each) => (
									<Scenario key={each.scenario} of={each} a={a} b={b} experiment={experiment} />
								))}
							{scenarios.length > most && (
								<button type="button" className="more" onClick={() => setMost(most + atOnce)}>
									Show more of {scenarios.length} scenarios
								</button>
							)}
						</>
					)}
				</Shown>
			)}
		</Page>
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
					{of.difference === null ? 'no difference known' : `B − A ${signedText(of.difference)}`}
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
			{side.runs.map((run) => (
				<div key={run.run_id}>
					<ol className="candidates">
						{run.candidates.map((text, at) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: two candidates may be the same
							<li key={at}>
								<ModelText text={text} most={300} lines={6} />
							</li>
						))}
					</ol>
					<p className="scores-line">
						<Link href={linkTo('cell', { experiment, run_id: run.run_id })}>
							{Object.entries(run.scores)
								.map(([name, score]) => `${name} ${numberText(score, 1)}`)
								.join(' · ') || 'not scored'}
						</Link>
					</p>
				</div>
			))}
		</div>
	);
}
