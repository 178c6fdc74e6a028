import './bench.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { Link } from 'wouter';
import type { BenchAnswer } from '../../api/answers';
import { useBenchFeed, useNewCells } from '../../api/feed';
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
	const bench = useQuery(benchQuery(experiment));
	const isComing = bench.data?.state === 'RUNNING' && cellsCome(bench.data.status?.phase);
	const grid = useQuery({
		...plannedGridQuery(experiment),
		// The plan of a bench is there a moment after its start; then the feed tells what is new.
		refetchInterval: ({ state: { data, dataUpdateCount: looks, error } }) =>
			isComing && !data?.planned && looks < mostLooks ? plannedSoonMs : againAfter(error),
	});
	const feed = useBenchFeed(experiment, bench.data?.state === 'RUNNING');
	useNewCells(experiment, bench.data);
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
			{isUnknown(bench.error) ? (
				<Empty>
					No bench has run on this experiment. <Link href={linkTo('run', { from: experiment })}>Run one like it</Link>
				</Empty>
			) : (
				<Shown query={bench} what="the bench">
					{(data) => (
						<>
							{data.status !== null && <Phases status={data.status} isRunning={data.state === 'RUNNING'} />}
							<Stand bench={data} isLost={feed === 'lost' && data.state === 'RUNNING'} />
							<Controls bench={data} experiment={experiment} />
							<Troubles bench={data} />
							<Facts bench={data} />
						</>
					)}
				</Shown>
			)}
			<JudgesAtWork experiment={experiment} bench={bench.data} />
			<section aria-labelledby="cells">
				<h2 id="cells">Cells</h2>
				{isUnknown(grid.error) ? (
					<Empty>
						{isComing ? 'They are known once the bench has planned.' : (grid.error?.message ?? 'There is none.')}
					</Empty>
				) : (
					<Shown query={grid} what="the cells">
						{(data) => <Cells grid={data} bench={bench.data} experiment={experiment} />}
					</Shown>
				)}
			</section>
		</Page>
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
