import type { Rubric } from '../../domain/judging/rubric';
import { placeInSitting, startOfJudge } from '../../domain/judging/sitting/order';
import type { SittingItem } from '../../domain/judging/sitting/sitting';
import { itemOfRun } from '../../judging/pending-items';
import type { ExperimentNow } from '../kept/experiment-now';
import type { KeptRow } from '../kept/kept-row';
import type { KeptRuns } from '../kept/kept-runs';

/** Which item is asked for. */
export interface ItemAsked {
	readonly by: string;
	/** The run behind which it comes in the judge's order; `null` for the first one. */
	readonly after: string | null;
	/** Runs that are left for later. */
	readonly skip: ReadonlySet<string>;
}

/** An item, and how far the judge is. */
export interface NextItem {
	/** `null` where none comes behind `after`. */
	readonly item: SittingItem | null;
	/** Runs of the experiment that wait for a score. */
	readonly pending: number;
	/** Runs that this judge has scored. */
	readonly scored: number;
	/** Runs that were passed over since they cannot be shown. */
	readonly damaged: number;
}

/** Nobody waits for more runs that turn out to be scored since, or damaged. */
const mostTries = 100;

/**
 * The next item that waits for a judge, in the order of `judge score`.
 * @param runs of the experiment
 * @throws TipBenchError MlflowUnavailable, MlflowRefused
 */
export async function nextItem(
	{ mlflow, experiment }: ExperimentNow,
	rubric: Rubric,
	{ cells, all }: KeptRuns,
	{ by, after, skip }: ItemAsked,
): Promise<NextItem> {
	const start = startOfJudge(experiment.id, by);
	const waiting = cells.filter((row) => row.judge_pending);
	const scored = cells.filter(({ lazy_judges }) => lazy_judges.includes(by)).length;
	const behind = all.find(({ run_id }) => run_id === after);
	const from = behind === undefined ? '' : placeInSitting(behind, start);
	const open = waiting.filter(({ run_id }) => !skip.has(run_id));
	let [damaged, gone] = [0, 0];
	for (const { run_id } of inOrder(open, start, from)) {
		if (damaged + gone === mostTries) break;
		const found = await itemOfRun(mlflow, rubric, experiment.id, run_id);
		if (found?.isPending) return { item: found.item, pending: waiting.length - gone, scored, damaged };
		if (found === null) damaged += 1;
		else gone += 1;
	}
	return { item: null, pending: waiting.length - gone, scored, damaged };
}

/** The rows behind a place, in their order. Mostly the first one is all that is wanted: to find it takes no sorting. */
function* inOrder(rows: readonly KeptRow[], start: string, from: string): Generator<KeptRow> {
	const places = rows.map((row) => placeInSitting(row, start));
	for (let last = from; ; ) {
		let first = -1;
		for (const [at, place] of places.entries()) {
			if (place > last && (first === -1 || place < (places[first] ?? ''))) first = at;
		}
		const row = rows[first];
		if (row === undefined) return;
		last = places[first] ?? '';
		yield row;
	}
}
