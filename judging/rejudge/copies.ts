import { createCellKeys } from '../../domain/bench/cell-keys';
import type { RecordedRun } from '../../domain/bench/recorded-run';
import { rejudgeTag } from '../../domain/judging/rejudge';
import type { Mlflow } from '../../mlflow/client';
import { marksOfRun } from '../../mlflow/decode-run';
import { tagsOf } from '../../mlflow/run-schema';
import { type ScanWatch, scanRawRuns } from '../../mlflow/search';

/** What the new experiment has already. */
export interface Copies {
	/** Whether an output is there, put in before or generated there by a bench. */
	has(run: Pick<RecordedRun, 'run_id' | 'cell_key'>): boolean;
	/** The runs that were begun and never committed, by the run whose output they are to hold. */
	readonly begun: ReadonlyMap<string, string>;
}

/** Of an experiment that there is not yet. */
export const noCopies: Copies = { has: () => false, begun: new Map() };

/** @throws TipBenchError MlflowUnavailable or MlflowRefused */
export async function findCopies(mlflow: Mlflow, experimentId: string, watch: ScanWatch): Promise<Copies> {
	const [keys, done, begun] = [createCellKeys(), new Set<string>(), new Map<string, string>()];
	for await (const raw of scanRawRuns(mlflow, experimentId, watch)) {
		const { cell_key, kind, [rejudgeTag.run]: of } = tagsOf(raw);
		if (kind !== undefined) continue;
		if (!marksOfRun(raw).committed) {
			if (of !== undefined) begun.set(of, raw.info.run_id);
			continue;
		}
		if (cell_key !== undefined) keys.add(cell_key);
		if (of !== undefined) done.add(of);
	}
	return {
		has: ({ run_id, cell_key }) => done.has(run_id) || (cell_key !== null && keys.has(cell_key)),
		begun,
	};
}
