import { type TrustRecord, trustRecordSchema } from '../domain/ranking/agreement/trust-record';
import type { Mlflow } from './client';
import { documentIn, isWhole, writeDocument } from './kind-document';
import { beginKindRun } from './kind-run';
import { changing } from './revision';
import type { RawRun } from './run-schema';
import { filterText, runsAcross } from './search';

/** A run with the tag `kind` is none of a cell's; this is what an experiment has shown of a judge. */
const trustKind = 'trust';
const documentName = 'trust.json';

/** A judge under a rubric: trust belongs to both. */
export type JudgeUnderRubric = Pick<TrustRecord, 'judge_hash' | 'rubric_hash'>;

/**
 * Keeps what an experiment has shown of a judge in a run of its own. It counts from its last tag on.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function writeTrust(mlflow: Mlflow, experimentId: string, record: TrustRecord): Promise<void> {
	const { judge, judge_hash, rubric_hash } = record;
	const at = Date.parse(record.earned_at);
	const tags = { judge_hash, rubric_hash };
	const run = await beginKindRun(mlflow, experimentId, { kind: trustKind, name: `trust: ${judge}`, at, tags });
	await changing(mlflow, experimentId, (writer) =>
		writeDocument(writer, run.info.run_id, { name: documentName, text: JSON.stringify(record), at }),
	);
}

/**
 * What experiments have shown of a judge under a rubric, the oldest first. One that cannot be read is none.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function keptTrust(
	mlflow: Mlflow,
	experimentIds: readonly string[],
	{ judge_hash, rubric_hash }: JudgeUnderRubric,
): Promise<TrustRecord[]> {
	const [judge, rubric] = [filterText(judge_hash), filterText(rubric_hash)];
	if (judge === null || rubric === null) return [];
	const filter = `tags.kind = '${trustKind}' AND tags.judge_hash = ${judge} AND tags.rubric_hash = ${rubric}`;
	const runs = await runsAcross(mlflow, experimentIds, filter);
	return runs.filter(isWhole).flatMap((run) => recordOf(run) ?? []);
}

function recordOf(run: RawRun): TrustRecord | null {
	try {
		return trustRecordSchema.safeParse(JSON.parse(documentIn(run, documentName))).data ?? null;
	} catch {
		return null;
	}
}
