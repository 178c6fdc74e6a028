import type { RecordedRun } from '../bench/recorded-run';
import type { RankedBy } from './leaderboard';
import { byLazyTier, byRule, judgeOf, type ScoreSource, sourceOf } from './score-source';
import { addCompared, type ComparedCells } from './standing-of-rows';

/** The cells of an experiment by the source of their scores. */
export interface CellsBySource {
	/** Takes in a valid run. */
	add(run: RecordedRun): void;
	/** The source that a ranking rests on, and what to say of it. */
	ranked(): { readonly source: ScoreSource; readonly by: RankedBy };
	/** Those of one source, with those that the rule scored. */
	of(source: ScoreSource): ComparedCells;
}

interface Cells extends ComparedCells {
	/** Also those without a composite. */
	scored: number;
}

export function createCellsBySource(): CellsBySource {
	const all = new Map<ScoreSource, Cells>();
	const cellsOf = (source: ScoreSource) => {
		const cells = all.get(source) ?? { judged: [], pending: [], scored: 0 };
		all.set(source, cells);
		return cells;
	};
	return {
		add(run) {
			const cells = cellsOf(sourceOf(run));
			if (run.judged) cells.scored += 1;
			addCompared(cells, run);
		},
		ranked: () => rankedBy(all),
		of(source) {
			const judged = [...cellsOf(source).judged, ...cellsOf(byRule).judged];
			// An auto judge that has not scored yet may be of any version.
			const isLazy = source === byLazyTier;
			const waiting = [...all].filter(([each]) => (each === byLazyTier) === isLazy);
			return { judged, pending: waiting.flatMap(([, { pending }]) => pending) };
		},
	};
}

/**
 * Whose scores a ranking rests on. Those of one source only, for all its rows: a judge may be milder than people or than its
 * former version, and to one row more than to another. Of several it is the one that most cells have, the lazy tier first.
 */
function rankedBy(all: ReadonlyMap<ScoreSource, Cells>): { readonly source: ScoreSource; readonly by: RankedBy } {
	const scored = (source: ScoreSource) => all.get(source)?.scored ?? 0;
	const sources = [...all.keys()].filter((each) => each !== byRule && scored(each) > 0).sort();
	const source = [byLazyTier, ...sources].reduce((best, each) => (scored(each) > scored(best) ? each : best));
	const left_out = sources.reduce((sum, each) => sum + (each === source ? 0 : scored(each)), 0);
	if (scored(source) + scored(byRule) === 0) return { source, by: { scores: null, left_out } };
	const judge = judgeOf(source);
	return { source, by: { scores: judge === null ? 'lazy' : 'auto', ...judge, left_out } };
}
