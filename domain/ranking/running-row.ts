import type { RecordedRun } from '../bench/recorded-run';
import { compositeRange, type Rubric } from '../judging/rubric';
import type { LeaderboardRow } from './leaderboard';
import { byRule, type ScoreSource, sourceOf } from './score-source';
import { nothingFound } from './statistics/finding';
import { intervalCaution } from './statistics/interval-caution';
import { meanInterval } from './statistics/mean-interval';
import { quantileOf } from './statistics/quantiles';
import { meanOf } from './statistics/score-table';
import { wilson } from './statistics/wilson';

const measures = ['latency_s', 'tokens_per_s', 'diversity'] as const;
type Measure = (typeof measures)[number];

/** What scores a leaderboard has. */
export type ScoredBy = Pick<Rubric, 'dimensions' | 'flags' | 'composite'>;

/** By score, then scenario, one number a run. */
type RowScores = Map<string, Map<string, number[]>>;

/** One row of a leaderboard while its runs are read: counts, and the numbers that its statistics are of. */
export interface RunningRow {
	readonly model: string;
	readonly prompt: string;
	cells: number;
	judged: number;
	/** Neither judged nor waiting, and valid. */
	undrawn: number;
	invalid: number;
	readonly whose: { lazy: number; auto: number; rule: number };
	/** Of the judged valid runs, by the source of their scores. */
	readonly scores: Map<ScoreSource, RowScores>;
	/** Of all valid runs. */
	readonly measured: Readonly<Record<Measure, number[]>>;
}

/** The row of a (model, prompt version) of which no run was read yet. */
export function emptyRow({ model, prompt }: Pick<RecordedRun, 'model' | 'prompt'>): RunningRow {
	return {
		...{ model, prompt, cells: 0, judged: 0, undrawn: 0, invalid: 0, whose: { lazy: 0, auto: 0, rule: 0 } },
		...{ scores: new Map(), measured: { latency_s: [], tokens_per_s: [], diversity: [] } },
	};
}

/**
 * Counts a run of the row's model and prompt version; an invalid one is in no mean, one that waits for its judge in none
 * of a score, and one that `num_predict` has cut in none of latency.
 */
export function addToRow(row: RunningRow, run: RecordedRun): void {
	row.cells += 1;
	if (run.invalid !== null) row.invalid += 1;
	else {
		for (const name of measures) {
			const value = run.metrics[name];
			if (value !== undefined && Number.isFinite(value) && !(name === 'latency_s' && run.cut))
				row.measured[name].push(value);
		}
		if (!run.judged && !run.judge_pending) row.undrawn += 1;
		if (!run.judged) return;
		row.judged += 1;
		row.whose[whoseScores(run)] += 1;
		const source = sourceOf(run);
		const scores: RowScores = row.scores.get(source) ?? new Map();
		row.scores.set(source, scores);
		// MLflow keeps what is no number too: such a score is missing.
		for (const [name, value] of Object.entries(run.metrics))
			if (Number.isFinite(value)) addScore(scores, name, run.scenario, value);
	}
}

/**
 * The row as it stands by itself; what follows from the others is left to whoever has all rows.
 * @param source of the scores that its means are of, beside those that the rule gave
 */
export function rowOf(
	row: RunningRow,
	by: ScoredBy,
	source: ScoreSource,
): Omit<LeaderboardRow, 'rank' | 'may_be_best' | 'beaten' | 'ranks' | 'could_change' | 'on_front'> {
	const { dimensions, flags } = by;
	const { model, prompt, cells, judged, undrawn, invalid, whose, measured } = row;
	const pending = cells - invalid - judged - undrawn;
	const scores = [row.scores.get(source), row.scores.get(byRule)].filter((each) => each !== undefined);
	const composites = scenarioMeans(scores, 'composite');
	const { scenarios, interval } = meanInterval(composites);
	const names = [...dimensions, ...flags].map(({ name }) => name);
	return {
		...{ model, prompt, cells, judged, pending, invalid, whose: { ...whose }, scenarios },
		composite: rounded(composites),
		composite_interval: interval,
		interval_caution: interval.value === null ? null : intervalCaution(composites, compositeRange(by)),
		scores: Object.fromEntries(names.map((name) => [name, rounded(scenarioMeans(scores, name))])),
		rates: Object.fromEntries(flags.map(({ name }) => [name, rateOf(scores, name)])),
		latency_s: rounded(measured.latency_s),
		latency_s_quantiles: quantilesOf(measured.latency_s),
		tokens_per_s: rounded(measured.tokens_per_s),
		tokens_per_s_quantiles: quantilesOf(measured.tokens_per_s),
		diversity: rounded(measured.diversity),
	};
}

/** Whose the scores of a judged run are. */
export function whoseScores(run: RecordedRun): keyof RunningRow['whose'] {
	if (run.by_rule) return 'rule';
	// What people say of a run that has an auto tier alone is an opinion beside it.
	return run.auto?.counts ? 'auto' : 'lazy';
}

function addScore(scores: RowScores, name: string, scenario: string, value: number): void {
	const byScenario = scores.get(name) ?? new Map<string, number[]>();
	scores.set(name, byScenario);
	const values = byScenario.get(scenario) ?? [];
	byScenario.set(scenario, values);
	values.push(value);
}

/** Repeats of one scenario averaged first. */
function scenarioMeans(scores: readonly RowScores[], name: string): number[] {
	const [one, other] = scores.map((each) => each.get(name));
	if (one === undefined || other === undefined) return [...((one ?? other)?.values() ?? [])].map(meanOf);
	const scenarios = new Set([...one.keys(), ...other.keys()]);
	return [...scenarios].map((each) => meanOf([...(one.get(each) ?? []), ...(other.get(each) ?? [])]));
}

function rateOf(scores: readonly RowScores[], flag: string): LeaderboardRow['rates'][string] {
	const all = scores.flatMap((each) => [...(each.get(flag)?.values() ?? [])].flat());
	const times = all.reduce((sum, each) => sum + each, 0);
	// A flag of another harness may be anything.
	if (times < 0 || times > all.length) return nothingFound(`${flag} is no flag of 0 and 1`);
	return wilson(times, all.length);
}

function quantilesOf(values: readonly number[]): LeaderboardRow['latency_s_quantiles'] {
	const { value: p50 } = quantileOf(values, 0.5);
	const { value: p95 } = quantileOf(values, 0.95);
	return p50 === null || p95 === null ? null : { p50, p95 };
}

/** Rounded to a millionth, so that equal means are equal whatever the order of their terms. */
function rounded(values: readonly number[]): number | null {
	return values.length === 0 ? null : Math.round(meanOf(values) * 1e6) / 1e6;
}
