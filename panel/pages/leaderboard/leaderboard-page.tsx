import './board.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { reasonLines } from '../../../domain/bench/reasons';
import type { Leaderboard } from '../../../domain/ranking/leaderboard';
import { rankedByWords } from '../../../report/auto-judges';
import { closing } from '../../../report/leaderboard-words';
import { opening } from '../../../report/opening';
import { answerOf } from '../../../report/page/answer';
import { namedRows } from '../../../report/page/named-rows';
import { benchQuery, gridQuery, leaderboardQuery } from '../../api/queries';
import { addressOf } from '../../api/request';
import { Page } from '../../parts/page';
import { useQueryText } from '../../parts/query-text';
import { Empty, Shown } from '../../parts/states';
import { linkTo } from '../../shell/links';
import { Ways } from '../bench/ways';
import { BoardPlots } from './board-plots';
import { BoardTable } from './board-table';
import { JudgesBeside } from './judges-beside';

/** Which model with which prompt, and how sure that is. */
export function LeaderboardPage() {
	const [experiment] = useQueryText('experiment');
	const board = useQuery(leaderboardQuery(experiment));
	const grid = useQuery(gridQuery(experiment));
	const bench = useQuery(benchQuery(experiment));
	return (
		<Page title={`Leaderboard of ${experiment}`} beside={<Ways experiment={experiment} />}>
			<Shown query={board} what="the leaderboard">
				{(data) => (
					<>
						<Answer board={data} />
						<Downloads experiment={experiment} />
						{data.rows.length === 0 ? (
							<Empty>Nothing is recorded yet.</Empty>
						) : (
							<>
								<BoardTable board={data} rows={namedRows(data)} experiment={experiment} />
								<Words board={data} failed={bench.data?.status?.reasons.failed ?? {}} />
								<BoardPlots board={data} grid={grid.data} />
								<JudgesBeside experiment={experiment} />
							</>
						)}
					</>
				)}
			</Shown>
		</Page>
	);
}

function Answer({ board }: { readonly board: Leaderboard }) {
	return (
		<>
			{opening(board).map((each) => (
				<p key={each} className="warning">
					{each}
				</p>
			))}
			<p className="answer">
				<bdi>{answerOf(board)}</bdi>
			</p>
			{rankedByWords(board).map((each) => (
				<p key={each} className="muted">
					{each}
				</p>
			))}
		</>
	);
}

const formats = [
	['csv', 'CSV'],
	['json', 'JSON'],
	['md', 'Markdown'],
] as const;

function Downloads({ experiment }: { readonly experiment: string }) {
	return (
		<p className="ways">
			<span className="muted">Download:</span>
			{formats.map(([format, words]) => (
				<a key={format} href={addressOf('/api/bench/leaderboard', { experiment, format })} download>
					{words}
				</a>
			))}
			<a href={addressOf('/api/bench/report', { experiment })} target="_blank" rel="noreferrer">
				Report
			</a>
			<Link href={linkTo('gate', { experiment })}>Decide a gate</Link>
		</p>
	);
}

/** How sure the ranking is, and what is not in it. */
function Words({ board, failed }: { readonly board: Leaderboard; readonly failed: Readonly<Record<string, number>> }) {
	return (
		<ul className="words">
			{[...closing(board, undefined), ...reasonLines(failed).map((line) => `failed: ${line}`)].map((each) => (
				<li key={each}>{each}</li>
			))}
		</ul>
	);
}
