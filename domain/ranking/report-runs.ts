import type { RecordedRun } from '../bench/recorded-run';
import { onScale } from '../judging/on-scale';
import type { CellSample, ExperimentReport, LeftOut, RowSamples } from './experiment-report';
import type { Leaderboard } from './leaderboard';
import { createOpinions, type Opinion } from './opinions';
import { createLeaderboard, type LeaderboardOf } from './rank-runs';
import { createSetting, type MadeBy } from './setting-of-runs';
import { rowName } from './standing-of-rows';

/** A cell whose texts a report shows, and what it is of its row. */
export interface ChosenCell {
	readonly run_id: string;
	readonly which: readonly string[];
}

/** A report that takes one run after the other, and keeps their numbers. */
export interface RunningReport {
	/**
	 * Runs are added in the order of their start, as for a leaderboard.
	 * @param opinions the composites of all its judges
	 * @returns whether the run counts: of two with one cell key the first does
	 */
	add(run: RecordedRun, made: MadeBy, opinions: readonly Opinion[]): boolean;
	board(): Leaderboard;
	/** The cells whose texts are to be read, by row. */
	chosen(): readonly { readonly model: string; readonly prompt: string; readonly cells: readonly ChosenCell[] }[];
	/** @param sampleOf what was read of a chosen cell; `null` where it is gone */
	report(sampleOf: (cell: ChosenCell) => CellSample | null): ExperimentReport;
}

interface ScoredCell {
	readonly run_id: string;
	readonly composite: number;
}

/** A report of no runs yet. */
export function createReport(of: LeaderboardOf): RunningReport {
	const leaderboard = createLeaderboard(of);
	const setting = createSetting();
	const leftOut = { doubled: 0, undrawn: 0, cut: 0, empty: 0 };
	const scored = new Map<string, ScoredCell[]>();
	const both = createOpinions();
	let ranked: ReturnType<typeof leaderboard.boardWithMatrix> | undefined;
	const rank = () => {
		ranked ??= leaderboard.boardWithMatrix();
		return ranked;
	};
	return {
		add(given, made, opinions) {
			const run = onScale(given, of.rubric);
			ranked = undefined;
			if (!leaderboard.add(run)) {
				leftOut.doubled += 1;
				return false;
			}
			setting.add(run, made);
			if (run.invalid !== null) return true;
			countLeftOut(leftOut, run);
			both.add(opinions);
			const { composite } = run.metrics;
			if (!run.judged || composite === undefined) return true;
			const cells = scored.get(rowName(run)) ?? [];
			scored.set(rowName(run), cells);
			cells.push({ run_id: run.run_id, composite });
			return true;
		},
		board: () => rank().board,
		chosen() {
			return rank().board.rows.map((row) => ({
				...{ model: row.model, prompt: row.prompt },
				cells: chosenOf(scored.get(rowName(row)) ?? []),
			}));
		},
		report(sampleOf) {
			const { board, matrix } = rank();
			const samples = board.rows.map(({ model, prompt }): RowSamples => {
				const cells = chosenOf(scored.get(rowName({ model, prompt })) ?? []);
				return { model, prompt, cells: cells.flatMap((cell) => sampleOf(cell) ?? []) };
			});
			return {
				...{ board, matrix, setting: setting.setting(), leftOut },
				samples: samples.filter(({ cells }) => cells.length > 0),
				opinions: both.opinions(),
			};
		},
	};
}

function countLeftOut(leftOut: { -readonly [Name in keyof LeftOut]: LeftOut[Name] }, run: RecordedRun): void {
	if (!run.judged && !run.judge_pending) leftOut.undrawn += 1;
	if (run.cut) leftOut.cut += 1;
	if (run.by_rule) leftOut.empty += 1;
}

/** The best, the median and the worst; one cell may be several of them. */
function chosenOf(cells: readonly ScoredCell[]): ChosenCell[] {
	const sorted = [...cells].sort((a, b) => b.composite - a.composite);
	const places = [
		{ name: 'best', at: 0 },
		{ name: 'median', at: Math.floor(sorted.length / 2) },
		{ name: 'worst', at: sorted.length - 1 },
	];
	const chosen = new Map<string, string[]>();
	for (const { name, at } of places) {
		const cell = sorted[at];
		if (cell !== undefined) chosen.set(cell.run_id, [...(chosen.get(cell.run_id) ?? []), name]);
	}
	return [...chosen].map(([run_id, which]) => ({ run_id, which }));
}
