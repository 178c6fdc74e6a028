import { TipBenchError } from '../../domain/errors';
import type { AutoItem } from '../../domain/judging/auto/question';
import type { Rubric } from '../../domain/judging/rubric';
import type { Mlflow } from '../../mlflow/client';
import { getRun, recordedRunOf, textsIn } from '../../mlflow/decode-run';
import { entryOf } from '../entry-of-run';

/**
 * What a judge scores of a run: its scenario and its candidates, and nothing of who wrote them.
 * @throws TipBenchError RunDamaged, MlflowUnavailable, MlflowRefused
 */
export async function itemOfRun(mlflow: Mlflow, rubric: Rubric, runId: string): Promise<AutoItem> {
	const raw = await getRun(mlflow, runId);
	const run = recordedRunOf(raw);
	if (run === null) throw new TipBenchError('RunDamaged', `The run ${runId} is not whole: it was never committed.`);
	const texts = (names: readonly string[]) => textsIn(raw, names);
	const { scenario, candidates } = entryOf(rubric, { run, texts });
	if (candidates.length > 0) return { scenario, candidates };
	throw new TipBenchError('RunDamaged', `The run ${runId} has no candidates that could be scored.`);
}
