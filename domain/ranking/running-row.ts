import type { RecordedRun } from '../bench/recorded-run';
import type { LeaderboardRow } from './leaderboard';

const measures = ['latency_s', 'tokens_per_s', 'diversity'] as const;

/** One row of a leaderboard while its runs are read: sums and counts, however many runs there are. */
export interface RunningRow {
	readonly model: string;
	readonly prompt: string;
	cells: number;
	judged: number;
	/** Neither judged nor waiting, and valid. */
	undrawn: number;
	invalid: number;
	/** Over the judged valid runs and over all valid ones, by metric. */
	readonly scores: Sums;
	readonly measured: Sums;
}

type Sums = Map<string, { sum: number; count: number }>;

/** The row of a (model, prompt version) of which no run was read yet. */
export function emptyRow({ model, prompt }: Pick<RecordedRun, 'model' | 'prompt'>): RunningRow {
	return { model, prompt, cells: 0, judged: 0, undrawn: 0, invalid: 0, scores: new Map(), measured: new Map() };
}

/**
 * Counts a run of the row's model and prompt version; an invalid one is in no mean, one that waits for its judge in none
 * of a score.
 */
export function addToRow(row: RunningRow, run: RecordedRun, scoreNames: readonly string[]): void {
	row.cells += 1;
	if (run.invalid !== null) row.invalid += 1;
	else {
		addAll(row.measured, measures, run);
		if (!run.judged && !run.judge_pending) row.undrawn += 1;
		if (!run.judged) return;
		row.judged += 1;
		addAll(row.scores, ['composite', ...scoreNames], run);
	}
}

/** The row as it stands; its rank is left to whoever has all rows. */
export function rowOf(row: RunningRow, scoreNames: readonly string[]): LeaderboardRow {
	const { model, prompt, cells, judged, undrawn, invalid, scores, measured } = row;
	const [latency_s = null, tokens_per_s = null, diversity = null] = measures.map((name) => meanOf(measured, name));
	return {
		rank: null,
		model,
		prompt,
		cells,
		judged,
		pending: cells - invalid - judged - undrawn,
		invalid,
		composite: meanOf(scores, 'composite'),
		scores: Object.fromEntries(scoreNames.map((name) => [name, meanOf(scores, name)])),
		latency_s,
		tokens_per_s,
		diversity,
	};
}

function addAll(sums: Sums, names: readonly string[], { metrics }: RecordedRun): void {
	for (const name of new Set(names)) {
		const value = metrics[name];
		if (value === undefined) continue;
		const { sum, count } = sums.get(name) ?? { sum: 0, count: 0 };
		sums.set(name, { sum: sum + value, count: count + 1 });
	}
}

/** Rounded to a millionth, so that equal means are equal whatever the order of their terms. */
function meanOf(sums: Sums, name: string): number | null {
	const { sum, count } = sums.get(name) ?? { sum: 0, count: 0 };
	return count === 0 ? null : Math.round((sum / count) * 1e6) / 1e6;
}
