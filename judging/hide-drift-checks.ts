import type { Rubric } from '../domain/judging/rubric';
import { driftChecks } from '../domain/judging/which-runs';
import type { Mlflow } from '../mlflow/client';
import { driftKey } from '../mlflow/judgments';
import { logBatch, tagBatch } from '../mlflow/log-batch';
import { withTexts } from '../mlflow/recorded-runs';
import { changing } from '../mlflow/revision';
import { runsById } from '../mlflow/search';
import { entryOf } from './entry-of-run';
import type { EntrySpool } from './entry-spool';
import { orderOf, type Spooled } from './spool-runs';

/** For whom drift checks are hidden, among how many new runs, and when that file is exported. */
interface DriftAsked extends Pick<Spooled, 'scored' | 'old'> {
	readonly by: string | null;
	readonly fresh: number;
	readonly every: number | undefined;
	readonly exported_at: string;
}

/**
 * Adds runs that a judge has scored before to those that it is asked about now. That it was asked, and when, is kept on
 * the runs, so that its new scores are known for what they are; nothing in the file tells.
 * @returns their ids
 * @throws TipBenchError ExportUnwritable, MlflowUnavailable or MlflowRefused
 */
export async function hideDriftChecks(
	mlflow: Mlflow,
	rubric: Rubric,
	experimentId: string,
	spool: EntrySpool,
	{ by, fresh, every, exported_at, scored, old }: DriftAsked,
): Promise<ReadonlySet<string>> {
	if (by === null || every === undefined) return new Set();
	const hidden = driftChecks(old, scored, fresh, every, `${by} ${exported_at}`);
	await changing(mlflow, experimentId, async (writer) => {
		for (const [runId, raw] of await runsById(writer, experimentId, hidden)) {
			const found = withTexts(raw);
			if (found === null) continue;
			await logBatch(writer, runId, tagBatch({ [driftKey(by)]: exported_at }));
			await spool.add(orderOf(found), entryOf(rubric, found));
		}
	});
	return new Set(hidden);
}
