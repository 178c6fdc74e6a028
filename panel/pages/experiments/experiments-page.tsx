import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { countOf } from '../../../domain/wording';
import { numberText } from '../../../report/plots/number-text';
import type { ExperimentLine, ExperimentPage } from '../../api/answers';
import { request } from '../../api/request';
import { Name } from '../../parts/model-text';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Scroll } from '../../parts/scroll';
import { Empty, Shown } from '../../parts/states';
import { When } from '../../parts/when';
import { linkTo, pages } from '../../shell/links';
import { phaseWords } from '../bench/phases';
import { endText } from '../bench/state-words';

/** All experiments; the filter is in the address, so that it can be kept and sent. */
export function ExperimentsPage() {
	const [text, setText] = useQueryText('q');
	const [state, setState] = useQueryText('state');
	const [all, setAll] = useQueryText('all');
	const query = useInfiniteQuery({
		queryKey: ['experiments', all],
		queryFn: ({ pageParam, signal }) =>
			request<ExperimentPage>('/api/bench/experiments', { query: { all, after: pageParam }, signal }),
		initialPageParam: '',
		getNextPageParam: (page) => page.next,
		refetchInterval: ({ state: { data } }) => (data?.pages.some(hasRunning) ? lookMs.running : lookMs.rest),
	});
	return (
		<Page title="Experiments" beside={<Link href={pages.run}>Run a benchmark</Link>}>
			<search className="filters">
				<TextInput
					label="Name has"
					value={text}
					onChange={(event) => setText(event.currentTarget.value)}
					type="search"
				/>
				<NativeSelect
					label="Bench"
					value={state}
					onChange={(event) => setState(event.currentTarget.value)}
					data={states}
				/>
				<Checkbox
					label="Also those of other tools"
					checked={all === '1'}
					onChange={(event) => setAll(event.currentTarget.checked ? '1' : '')}
				/>
			</search>
			<Shown query={query} what="the experiments">
				{({ pages: known }) => {
					const experiments = known.flatMap((page) => page.experiments);
					const shown = experiments.filter((each) => fits(each, text, state));
					return (
						<>
							{shown.length === 0 ? (
								<Empty>
									{experiments.length === 0
										? 'There is no experiment yet.'
										: `None of ${countOf(experiments.length, 'experiment')} fits this filter.`}
								</Empty>
							) : (
								<Lines lines={shown} />
							)}
							{query.hasNextPage && (
								<button type="button" className="more" onClick={() => void query.fetchNextPage()}>
									{query.isFetchingNextPage ? 'Reading more …' : 'Show more'}
								</button>
							)}
						</>
					);
				}}
			</Shown>
		</Page>
	);
}

/** Milliseconds from one look to the next: while a bench runs, and else. */
const lookMs = { running: 5_000, rest: 15_000 } as const;

function hasRunning({ experiments }: ExperimentPage): boolean {
	return experiments.some(({ bench }) => bench?.state === 'RUNNING');
}

const states = [
	{ value: '', label: 'any' },
	{ value: 'running', label: 'running' },
	{ value: 'completed', label: 'completed' },
	{ value: 'failed', label: 'failed' },
	{ value: 'canceled', label: 'cancelled' },
	{ value: 'none', label: 'no bench' },
];

function fits({ name, bench }: ExperimentLine, text: string, state: string): boolean {
	const hasName = name.toLowerCase().includes(text.trim().toLowerCase());
	return hasName && (state === '' || stateOf(bench) === state);
}

/** One spelling: Temporal's own has others. */
function stateOf(bench: ExperimentLine['bench']): string {
	return bench === null ? 'none' : bench.state.toLowerCase().replace('cancelled', 'canceled');
}

function Lines({ lines }: { readonly lines: readonly ExperimentLine[] }) {
	return (
		<Scroll label="All experiments">
			<table className="wide-rows">
				<thead>
					<tr>
						<th scope="col">Experiment</th>
						<th scope="col">Bench</th>
						<th scope="col" className="number">
							To judge
						</th>
						<th scope="col" className="number">
							Judged
						</th>
						<th scope="col">Best so far</th>
						<th scope="col">Last change</th>
					</tr>
				</thead>
				<tbody>
					{lines.map((line) => (
						<Line key={line.id} line={line} />
					))}
				</tbody>
			</table>
		</Scroll>
	);
}

/** The phase of a bench that runs, and how much of it is made. */
function Running({ progress }: { readonly progress: NonNullable<NonNullable<ExperimentLine['bench']>['progress']> }) {
	const { phase, paused, made, total } = progress;
	return (
		<>
			{paused ? 'paused' : phaseWords[phase]}
			{total > 0 && `, ${made} of ${countOf(total, 'cell')}`}
		</>
	);
}

function Line({ line }: { readonly line: ExperimentLine }) {
	const { name, bench, counts, best, changed_at } = line;
	return (
		<tr>
			<th scope="row">
				<Link href={linkTo('bench', { experiment: name })}>
					<Name>{name}</Name>
				</Link>
			</th>
			<td>
				{bench === null ? (
					'no bench'
				) : (
					<>
						{bench.progress === null ? endText(bench.state) : <Running progress={bench.progress} />},{' '}
						<When time={bench.started_at} />
					</>
				)}
			</td>
			<td className="number">
				{counts === null || counts.pending === 0 ? (
					(counts?.pending ?? '–')
				) : (
					<Link href={linkTo('judge', { experiment: name })} aria-label={`${counts.pending}: judge ${name}`}>
						{counts.pending}
					</Link>
				)}
			</td>
			<td className="number">{counts === null ? '–' : `${counts.judged} of ${counts.runs}`}</td>
			<td>
				{best === null ? (
					'–'
				) : (
					<Link href={linkTo('leaderboard', { experiment: name })}>
						<Name>{`${best.model} × ${best.prompt}`}</Name> {numberText(best.composite)}
						{!best.alone && ' (one of several)'}
					</Link>
				)}
			</td>
			<td>
				<When time={changed_at} />
			</td>
		</tr>
	);
}
