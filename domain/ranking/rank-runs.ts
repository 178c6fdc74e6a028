import { createCellKeys } from '../bench/cell-keys';
import { addReason, type ReasonCounts } from '../bench/reasons';
import type { RecordedRun } from '../bench/recorded-run';
import { onScale } from '../judging/on-scale';
import { compositeRange, type Rubric } from '../judging/rubric';
import { type Corrections, createCorrections } from './corrected/corrections';
import { createJudgesOfBoard } from './judges-of-board';
import { type Leaderboard, type LeaderboardRow, trialJudge } from './leaderboard';
import { createCellsBySource } from './ranked-by';
import { addToRow, emptyRow, type RunningRow, rowOf } from './running-row';
import { type PairedMatrix, rowName, standingOfRows } from './standing-of-rows';
import { frontOf } from './statistics/front';

/** The reader of runs of the former harness, which do not say. */
const formerHarness = 'another harness';

/** What a leaderboard is of. */
export interface LeaderboardOf {
	readonly experiment: string;
	/** Its dimensions and flags are averaged, in the order to show. */
	readonly rubric: ScaledBy;
}

/** What a leaderboard needs of a rubric. */
export type ScaledBy = Pick<Rubric, 'name' | 'dimensions' | 'flags' | 'composite'> & Partial<Pick<Rubric, 'hash'>>;

/** A leaderboard that takes one run after the other, and keeps their numbers and cell keys. */
export interface RunningLeaderboard {
	/**
	 * Runs are added in the order of their start: of two with one cell key the first counts. Runs with no key (of the
	 * former harness) all count.
	 * @returns whether it counts
	 */
	add(run: RecordedRun): boolean;
	/** The ranking of what was added so far. */
	board(): Leaderboard;
	/** The same, with what it was decided by. */
	boardWithMatrix(): { readonly board: Leaderboard; readonly matrix: PairedMatrix };
}

/** An empty leaderboard. */
export function createLeaderboard({ experiment, rubric }: LeaderboardOf): RunningLeaderboard {
	const keys = createCellKeys();
	const running = new Map<string, RunningRow>();
	const compared = createCellsBySource();
	const corrections = createCorrections(rubric);
	const readers = new Map<string, number>();
	const judges = createJudgesOfBoard();
	let trial = false;
	let reasons: ReasonCounts = {};
	let withoutComposite = 0;
	return {
		add(given) {
			const run = onScale(given, rubric);
			trial ||= run.judged && isTrial(run);
			const isFirst = run.cell_key === null || keys.add(run.cell_key);
			judges.add(run, isFirst && run.invalid === null);
			if (!isFirst) return false;
			const name = rowName(run);
			const row = running.get(name) ?? emptyRow(run);
			running.set(name, row);
			addToRow(row, run);
			if (run.invalid !== null) {
				reasons = addReason(reasons, run.invalid);
				return true;
			}
			const reader = run.reader ?? formerHarness;
			readers.set(reader, (readers.get(reader) ?? 0) + 1);
			if (run.judged && run.metrics.composite === undefined) withoutComposite += 1;
			compared.add(run);
			corrections.add(run, name);
			return true;
		},
		board() {
			return this.boardWithMatrix().board;
		},
		boardWithMatrix() {
			const { source, by: ranked_by } = compared.ranked();
			const cells = compared.of(source);
			const { of, matrix, ...standing } = standingOfRows(cells, compositeRange(rubric));
			const corrected = corrections.corrections();
			const alone = [...running.values()].map((row) => withCorrected(rowOf(row, rubric, source), corrected));
			const front = frontOf(alone.map(({ composite, latency_s }) => ({ quality: composite, latency: latency_s })));
			const rows = ranked(
				alone.map((row, at) => ({ rank: null, ...row, ...of(rowName(row)), on_front: front[at] ?? false })),
			);
			const sum = (count: (row: LeaderboardRow) => number) => rows.reduce((total, row) => total + count(row), 0);
			const [judged, pending, invalid] = [
				sum((row) => row.judged),
				sum((row) => row.pending),
				sum((row) => row.invalid),
			];
			const why = invalid === 0 ? {} : { invalid_reasons: reasons };
			const board: Leaderboard = {
				...{ experiment, rubric: rubric.name, trial, ranked_by, ...judges.judges() },
				...(corrected !== null && { pooled_bias: { ...corrected.pooled_bias } }),
				...{ judged, pending, invalid, ...why, readers: Object.fromEntries(readers), ...standing, rows },
				...(withoutComposite > 0 && { without_composite: withoutComposite }),
				// What is pending might have the other kind's scores, and so change whose are the most.
				...((ranked_by.left_out > 0 || cells.pending.length < pending) && { may_stop: false }),
			};
			return { board, matrix };
		},
	};
}

function withCorrected<Row extends Pick<LeaderboardRow, 'model' | 'prompt'>>(
	row: Row,
	corrections: Corrections | null,
): Row & Pick<LeaderboardRow, 'corrected'> {
	const corrected = corrections?.of(rowName(row)) ?? null;
	return corrected === null ? row : { ...row, corrected: { ...corrected } };
}

/** Scores that only try the tool out. */
export function isTrial({ judge_kinds, auto }: RecordedRun): boolean {
	return auto === null ? judge_kinds.includes(trialJudge) : auto.counts && !auto.evidence;
}

/** The leaderboard of runs that are all at hand, in any order. */
export function leaderboardOf(experiment: string, rubric: ScaledBy, runs: readonly RecordedRun[]): Leaderboard {
	const leaderboard = createLeaderboard({ experiment, rubric });
	for (const run of [...runs].sort(byStart)) leaderboard.add(run);
	return leaderboard.board();
}

function byStart(a: RecordedRun, b: RecordedRun): number {
	return a.started_at - b.started_at || (a.run_id < b.run_id ? -1 : 1);
}

/** By mean composite, then by shorter mean latency, then by name. */
function ranked(unranked: readonly LeaderboardRow[]): LeaderboardRow[] {
	const rows = [...unranked].sort(byRank);
	for (const [at, row] of rows.entries()) {
		const above = rows[at - 1];
		if (row.composite !== null) row.rank = above?.composite === row.composite ? above.rank : at + 1;
	}
	return rows;
}

function byRank(a: LeaderboardRow, b: LeaderboardRow): number {
	return (
		(b.composite ?? Number.NEGATIVE_INFINITY) - (a.composite ?? Number.NEGATIVE_INFINITY) ||
		(a.latency_s ?? Number.POSITIVE_INFINITY) - (b.latency_s ?? Number.POSITIVE_INFINITY) ||
		compareText(a.model, b.model) ||
		compareText(a.prompt, b.prompt)
	);
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
