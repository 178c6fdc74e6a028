import './bench.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { Link } from 'wouter';
import type { BenchAnswer } from '../../api/answers';
import { type FeedState, useBenchFeed, useNewCells } from '../../api/feed';
import type { Grid } from '../../api/grid';
import { Problem } from '../../api/problem';
import { againAfter, benchQuery, plannedGridQuery } from '../../api/queries';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Empty, Shown } from '../../parts/states';
import { Since } from '../../parts/when';
import { announce } from '../../shell/announce';
import { linkTo, pages } from '../../shell/links';
import { CellGrid } from './cell-grid';
import { Controls } from './controls';
import { Facts } from './facts';
import { withFailed } from './failed-cells';
import { sumsOf } from './grid-columns';
import { JudgesAtWork } from './judges-at-work';
import { Phases } from './phase-line';
import { cellsCome } from './phases';
import { doingWords, standOf } from './state-words';
import { Troubles } from './troubles';
import { Ways } from './ways';

/** Milliseconds from one look for its plan to the next; after so many nobody can tell it. */
const [plannedSoonMs, mostLooks] = [2_000, 30];

/** One bench: what it does, its cells as they come, and what one can do with it. */
export function BenchPage() {
	const [experiment] = useQueryText('experiment');
	const asked = useQuery(benchQuery(experiment));
	const isComing = asked.data?.state === 'RUNNING' && cellsCome(asked.data.status?.phase);
	const grid = useQuery({
		...plannedGridQuery(experiment),
		// The plan of a bench is there a moment after its start; then the feed tells what is new.
		refetchInterval: ({ state: { data, dataUpdateCount: looks, error } }) =>
			isComing && !data?.planned && looks < mostLooks ? plannedSoonMs : againAfter(error),
	});
	const feed = useBenchFeed(experiment, asked.data?.state === 'RUNNING');
	useNewCells(experiment, asked.data);
	const bench = useMemo(() => withPending(asked.data, grid.data), [asked.data, grid.data]);
	if (experiment === '')
		return (
			<Page title="No experiment">
				<Empty>
					This address names no experiment. <Link href={pages.experiments}>All experiments</Link>
				</Empty>
			</Page>
		);
	return (
		<Page title={experiment} beside={<Ways experiment={experiment} />}>
			{isUnknown(asked.error) ? (
				<Empty>
					No bench has run on this experiment. <Link href={linkTo('run', { from: experiment })}>Run one like it</Link>
				</Empty>
			) : (
				<Shown query={asked} what="the bench">
					{(told) => <WholeBench bench={bench ?? told} feed={feed} experiment={experiment} />}
				</Shown>
			)}
			<JudgesAtWork experiment={experiment} bench={bench} />
			<section aria-labelledby="cells">
				<h2 id="cells">Cells</h2>
				{isUnknown(grid.error) ? (
					<Empty>
						{isComing ? 'They are known once the bench has planned.' : (grid.error?.message ?? 'There is none.')}
					</Empty>
				) : (
					<Shown query={grid} what="the cells">
						{(data) => <Cells grid={data} bench={bench} experiment={experiment} />}
					</Shown>
				)}
			</section>
		</Page>
	);
}

interface WholeBenchProps {
	readonly bench: BenchAnswer;
	readonly feed: FeedState;
	readonly experiment: string;
}

function WholeBench({ bench, feed, experiment }: WholeBenchProps) {
	const isRunning = bench.state === 'RUNNING';
	return (
		<>
			{bench.status !== null && <Phases status={bench.status} isRunning={isRunning} />}
			<Stand bench={bench} isLost={feed === 'lost' && isRunning} />
			<Controls bench={bench} experiment={experiment} />
			<Troubles bench={bench} />
			<Facts bench={bench} />
		</>
	);
}

interface CellsProps {
	readonly grid: Grid;
	readonly bench: BenchAnswer | undefined;
	readonly experiment: string;
}

function Cells({ grid, bench, experiment }: CellsProps) {
	const all = useMemo(() => withFailed(grid, bench), [grid, bench]);
	return <CellGrid grid={all} experiment={experiment} />;
}

/** A bench that waits for its judge counts what is left when it is told so; its cells tell it before. */
function withPending(bench: BenchAnswer | undefined, grid: Grid | undefined): BenchAnswer | undefined {
	if (grid === undefined || bench?.doing !== 'awaiting-judge' || bench.status === null) return bench;
	const pending = sumsOf(grid).states.find(({ state }) => state === 'pending')?.count ?? 0;
	return { ...bench, status: { ...bench.status, pending_judgments: pending } };
}

/** An experiment may hold runs that no bench made. */
function isUnknown(error: unknown): boolean {
	return error instanceof Problem && error.details.status === 404;
}

/** In one sentence what it does; a screen reader hears when that changes. */
function Stand({ bench, isLost }: { readonly bench: BenchAnswer; readonly isLost: boolean }) {
	const { doing, away } = bench;
	const text = standOf(bench);
	const before = useRef(doing);
	useEffect(() => {
		if (before.current !== doing) announce(`${doingWords[doing]}: ${text}`);
		before.current = doing;
	}, [doing, text]);
	return (
		<p className={`stand ${doing}`}>
			<strong>{doingWords[doing]}</strong> {text}
			{away !== null && (
				<span className="warning">
					{' '}
					Temporal has been away <Since time={away.since} />: this is as it was then.
				</span>
			)}
			{isLost && <span className="muted"> (live news are interrupted; it is looked at now and then)</span>}
		</p>
	);
}
