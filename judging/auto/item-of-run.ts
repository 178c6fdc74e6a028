import { TipBenchError } from '../../domain/errors';
import type { AutoItem } from '../../domain/judging/auto/question';
import type { Rubric } from '../../domain/judging/rubric';
import type { Mlflow } from '../../mlflow/client';
import { getRun, recordedRunOf, textsIn } from '../../mlflow/decode-run';
import type { RawRun } from '../../mlflow/run-schema';
import { entryOf } from '../entry-of-run';

/**
 * What a judge scores of a run: its scenario and its candidates, and nothing of who wrote them.
 * @throws TipBenchError RunDamaged, MlflowUnavailable, MlflowRefused
 */
export async function itemOfRun(mlflow: Mlflow, rubric: Rubric, runId: string): Promise<AutoItem> {
	const raw = await getRun(mlflow, runId);
	const item = read(rubric, raw);
	if (item === null) {
		throw new TipBenchError('RunDamaged', `The run ${runId} is not whole: it was never committed.`);
	}
	if (item.candidates.length > 0) return item;
	throw new TipBenchError('RunDamaged', `The run ${runId} has no candidates that could be scored.`);
}

/** The same of a run that was just read; `null` where it has nothing that could be scored, or is damaged. */
export function itemIn(rubric: Rubric, raw: RawRun): AutoItem | null {
	try {
		const item = read(rubric, raw);
		return item === null || item.candidates.length === 0 ? null : item;
	} catch (error) {
		if (error instanceof TipBenchError && error.code === 'RunDamaged') return null;
		throw error;
	}
}

/** @returns `null` for one that was never committed */
function read(rubric: Rubric, raw: RawRun): AutoItem | null {
	const run = recordedRunOf(raw);
	if (run === null) return null;
	const texts = (names: readonly string[]) => textsIn(raw, names);
	const { scenario, candidates } = entryOf(rubric, { run, texts });
	return { scenario, candidates };
}
