import type { RecordedRun } from '../../bench/recorded-run';
import { autoPrefix, type Rubric } from '../../judging/rubric';
import { correctedRows, type ScoredRun } from './corrected-rows';
import type { CorrectedRows } from './corrected-schema';

/** What people's scores of a spot check make of auto scores, while an experiment is read. */
export interface RunningCorrections {
	/** Takes in a valid run. @param row what its row is called */
	add(run: RecordedRun, row: string): void;
	/** Of the rows that have runs with both tiers; `null` where no row has. */
	corrections(): Corrections | null;
}

/** The rows of an experiment, corrected. */
export interface Corrections extends Pick<CorrectedRows, 'pooled_bias'> {
	of(row: string): CorrectedRows['rows'][number]['scores'] | null;
}

/** @param rubric its dimensions and the composite are corrected; a flag is computed, or people's alone */
export function createCorrections({ dimensions }: Pick<Rubric, 'dimensions'>): RunningCorrections {
	const names = [...dimensions.map(({ name }) => name), 'composite'];
	const rows = new Map<string, ScoredRun[]>();
	const spotChecked = new Set<string>();
	return {
		add(run, row) {
			const runs = rows.get(row) ?? [];
			rows.set(row, runs);
			runs.push(scoredRun(run, row, names));
			if (run.auto?.counts === false) spotChecked.add(row);
		},
		corrections() {
			if (spotChecked.size === 0) return null;
			const runs = [...rows].flatMap(([row, own]) => (spotChecked.has(row) ? own : []));
			const { rows: corrected, pooled_bias } = correctedRows(runs, names);
			const byRow = new Map(corrected.map(({ row, scores }) => [row, scores]));
			return { pooled_bias, of: (row) => byRow.get(row) ?? null };
		},
	};
}

function scoredRun(run: RecordedRun, row: string, names: readonly string[]): ScoredRun {
	const { scenario, by_rule, auto, draw, judged } = run;
	const base = { scenario, row, by_rule, chance: chanceOf(run) };
	const main = judged ? scoresOf(run, names, '') : null;
	if (by_rule) return { ...base, auto: main, people: main };
	// A person's scores of a run that has an auto tier alone stand in its judgments, and are no part of a spot check.
	if (auto?.counts) return { ...base, auto: main, people: null };
	return {
		...base,
		auto: auto === null ? null : scoresOf(run, names, autoPrefix),
		people: draw?.drawn === false ? null : main,
	};
}

function scoresOf({ metrics }: RecordedRun, names: readonly string[], prefix: string): Record<string, number> {
	const scores: Record<string, number> = {};
	for (const name of names) {
		const score = metrics[prefix + name];
		if (score !== undefined) scores[name] = score;
	}
	return scores;
}

/**
 * With which chance people are asked about a run: 1 where it has no auto tier, 0 where nobody can tell. One that no draw
 * has decided about, as runs of earlier versions, was scored for certain or is not known to be scored ever.
 */
function chanceOf({ auto, draw, judged }: RecordedRun): number {
	if (auto === null) return 1;
	if (auto.counts) return 0;
	if (draw === null) return judged ? 1 : 0;
	return draw.chance > 0 && draw.chance <= 1 ? draw.chance : 0;
}
