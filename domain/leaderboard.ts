import { z } from 'zod';
import type { RecordedRun } from './recorded-run';

const mean = z.number().nullable();

/** One (model, prompt version) with its means over judged, valid cells; `null` where there are none. */
export const leaderboardRowSchema = z.object({
	/** 1 is best; equal composites share a rank; `null` before the first judgment. */
	rank: z.int().nullable(),
	model: z.string(),
	prompt: z.string(),
	/** Cells recorded, of which: scored, waiting for a score, and left out because they say nothing about the prompt. */
	cells: z.int(),
	judged: z.int(),
	pending: z.int(),
	invalid: z.int(),
	composite: mean,
	/** By the name of the rubric's dimension or flag. */
	scores: z.record(z.string(), mean),
	latency_s: mean,
	tokens_per_s: mean,
	diversity: mean,
});

/** The ranking of an experiment: the result of a bench. */
export const leaderboardSchema = z.object({
	experiment: z.string(),
	rubric: z.string(),
	/** Whether a trial judge scored any of it: then it is no evidence. */
	trial: z.boolean(),
	judged: z.int(),
	pending: z.int(),
	invalid: z.int(),
	rows: z.array(leaderboardRowSchema),
});

export type Leaderboard = z.infer<typeof leaderboardSchema>;
export type LeaderboardRow = z.infer<typeof leaderboardRowSchema>;

/** The judge kind of scores that only try the tool out. */
export const trialJudge = 'trial';

/** What the table of a leaderboard with trial scores opens with. */
export const trialWarning = 'TRIAL JUDGE: not evidence';

/**
 * One run a cell: where readers meet the same cell key twice, the earliest run counts.
 * Runs with no key (of the former harness) all count. The order is by start, then run id.
 */
export function oneRunPerCell(runs: readonly RecordedRun[]): RecordedRun[] {
	const seen = new Set<string>();
	return [...runs].sort(byStart).filter(({ cell_key }) => {
		if (cell_key === null) return true;
		const first = !seen.has(cell_key);
		seen.add(cell_key);
		return first;
	});
}

/**
 * Ranks (model, prompt version) by mean composite, then by shorter mean latency, then by name.
 * @param scoreNames dimensions and flags to average, in the order to show
 */
export function leaderboardOf(
	experiment: string,
	rubric: string,
	scoreNames: readonly string[],
	runs: readonly RecordedRun[],
): Leaderboard {
	const groups = new Map<string, RecordedRun[]>();
	for (const run of oneRunPerCell(runs)) {
		const key = JSON.stringify([run.model, run.prompt]);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [run]);
		else group.push(run);
	}
	const rows = [...groups.values()].map((group) => rowOf(group, scoreNames)).sort(byRank);
	for (const [at, row] of rows.entries()) {
		const above = rows[at - 1];
		if (row.composite !== null) row.rank = above?.composite === row.composite ? above.rank : at + 1;
	}
	const sum = (count: (row: LeaderboardRow) => number) => rows.reduce((total, row) => total + count(row), 0);
	return {
		experiment,
		rubric,
		trial: runs.some((run) => !run.judge_pending && run.judge_kinds.includes(trialJudge)),
		judged: sum((row) => row.judged),
		pending: sum((row) => row.pending),
		invalid: sum((row) => row.invalid),
		rows,
	};
}

function rowOf(group: readonly RecordedRun[], scoreNames: readonly string[]): LeaderboardRow {
	const valid = group.filter((run) => run.invalid === null);
	const judged = valid.filter((run) => !run.judge_pending);
	return {
		rank: null,
		model: group[0]?.model ?? '',
		prompt: group[0]?.prompt ?? '',
		cells: group.length,
		judged: judged.length,
		pending: valid.length - judged.length,
		invalid: group.length - valid.length,
		composite: meanMetric(judged, 'composite'),
		scores: Object.fromEntries(scoreNames.map((name) => [name, meanMetric(judged, name)])),
		latency_s: meanMetric(valid, 'latency_s'),
		tokens_per_s: meanMetric(valid, 'tokens_per_s'),
		diversity: meanMetric(valid, 'diversity'),
	};
}

/** Rounded to a millionth, so that equal means are equal whatever the order of their terms. */
function meanMetric(runs: readonly RecordedRun[], metric: string): number | null {
	const values = runs.flatMap(({ metrics }) => metrics[metric] ?? []);
	if (values.length === 0) return null;
	return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1e6) / 1e6;
}

function byStart(a: RecordedRun, b: RecordedRun): number {
	return a.started_at - b.started_at || (a.run_id < b.run_id ? -1 : 1);
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
