import type { AutoItem } from '../../domain/judging/auto/question';
import type { Rubric } from '../../domain/judging/rubric';
import type { RawRun } from '../../mlflow/run-schema';
import { itemIn } from './item-of-run';

/** Items of runs that were read a moment ago: a committed run's candidates never change, so none is read twice. */
export interface KnownItems {
	/** Keeps what a run just read has to be scored; one that has nothing is passed over. */
	keep(rubric: Rubric, raw: RawRun): void;
	get(rubric: Rubric, runId: string): AutoItem | undefined;
}

/** As many as one look for unjudged runs finds, of two judges at once; about 2 KB each. */
const mostKept = 1_000;

export function createKnownItems(): KnownItems {
	const items = new Map<string, AutoItem>();
	const keyOf = (rubric: Rubric, runId: string) => `${rubric.hash} ${runId}`;
	return {
		keep(rubric, raw) {
			const item = itemIn(rubric, raw);
			if (item === null) return;
			items.set(keyOf(rubric, raw.info.run_id), item);
			const [oldest] = items.keys();
			if (items.size > mostKept && oldest !== undefined) items.delete(oldest);
		},
		get: (rubric, runId) => items.get(keyOf(rubric, runId)),
	};
}
