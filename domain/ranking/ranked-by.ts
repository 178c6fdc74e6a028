import type { RecordedRun } from '../bench/recorded-run';
import type { RankedBy } from './leaderboard';
import { type RunningRow, type ScoresOf, scoresThatCount } from './running-row';
import { addCompared, type ComparedCells } from './standing-of-rows';

/** The cells of an experiment by whose scores they are compared. */
export interface CellsByScores {
	/** Takes in a valid run. */
	add(run: RecordedRun): void;
	of(kind: ScoresOf): ComparedCells;
}

export function createCellsByScores(): CellsByScores {
	const cells: Record<ScoresOf, ComparedCells> = {
		lazy: { judged: [], pending: [] },
		auto: { judged: [], pending: [] },
	};
	return {
		add(run) {
			const kinds: readonly ScoresOf[] = run.by_rule ? ['lazy', 'auto'] : [scoresThatCount(run)];
			for (const kind of kinds) addCompared(cells[kind], run);
		},
		of: (kind) => cells[kind],
	};
}

/**
 * Whose scores a ranking rests on. Those of one kind only, for all its rows: a judge may be milder than people, and to one
 * row more than to another. Where an experiment has cells of both kinds it is the kind that more of them have.
 */
export function rankedBy(rows: Iterable<Pick<RunningRow, 'whose'>>): RankedBy {
	const all = { lazy: 0, auto: 0, rule: 0 };
	for (const { whose } of rows) for (const each of ['lazy', 'auto', 'rule'] as const) all[each] += whose[each];
	if (all.lazy + all.auto + all.rule === 0) return { scores: null, left_out: 0 };
	return { scores: all.auto > all.lazy ? 'auto' : 'lazy', left_out: Math.min(all.auto, all.lazy) };
}
