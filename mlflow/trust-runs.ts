import { type TrustRecord, trustRecordSchema } from '../domain/ranking/agreement/trust';
import type { Mlflow } from './client';
import { getRun } from './decode-run';
import { beginKindRun, endKindRun } from './kind-run';
import { logBatch, tagBatch } from './log-batch';
import { type RawRun, tagsOf } from './run-schema';
import { filterText, runsAcross } from './search';
import { textIn, textTags } from './tag-text';

/** A run with the tag `kind` is none of a cell's; this is what an experiment has shown of a judge. */
const trustKind = 'trust';
const documentName = 'trust.json';
const whole = 'true';

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
	const runId = run.info.run_id;
	await logBatch(mlflow, runId, tagBatch(textTags(documentName, JSON.stringify(record))));
	await endKindRun(mlflow, runId, at);
	recordOf(await getRun(mlflow, runId));
	await logBatch(mlflow, runId, tagBatch({ committed: whole }));
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
	return runs.filter((run) => tagsOf(run).committed === whole).flatMap((run) => recordOf(run) ?? []);
}

function recordOf(run: RawRun): TrustRecord | null {
	const text = textIn(tagsOf(run), documentName, run.info.run_id);
	return text === null ? null : (trustRecordSchema.safeParse(parsed(text)).data ?? null);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
