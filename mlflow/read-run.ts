import { z } from 'zod';
import type { RecordedRun } from '../domain/recorded-run';
import { callMlflow, type Mlflow } from './client';
import { type RawRun, rawRunSchema, searchPages, tagIs } from './search-runs';
import { joinTextTags } from './text-tags';

/**
 * The committed runs of an experiment, oldest first; the former harness's too.
 * @throws MlflowError
 */
export async function* scanRuns(mlflow: Mlflow, experimentId: string): AsyncGenerator<RecordedRun> {
	for await (const page of searchPages(mlflow, experimentId)) {
		for (const run of page) if (isCommitted(run)) yield recordedRun(run);
	}
}

/** The keys of the cells of one model that an experiment has committed. */
export async function committedCellKeys(
	mlflow: Mlflow,
	experimentId: string,
	modelDigest: string,
): Promise<Set<string>> {
	const keys = new Set<string>();
	for await (const page of searchPages(mlflow, experimentId, tagIs('model_digest', modelDigest))) {
		for (const run of page) if (isCommitted(run) && run.tags.cell_key !== undefined) keys.add(run.tags.cell_key);
	}
	return keys;
}

/** A run with its tags and latest metrics. */
export async function getRun(mlflow: Mlflow, runId: string): Promise<RawRun> {
	const asked = {
		method: 'GET',
		path: `/runs/get?run_id=${encodeURIComponent(runId)}`,
		what: `read run ${runId}`,
	} as const;
	const { run } = await callMlflow(mlflow, asked, z.object({ run: rawRunSchema }));
	return { info: run.info, ...run.data };
}

/**
 * Texts that a run keeps in its tags, by name; those that it does not have are left out.
 * @throws TipBenchError RunDamaged; MlflowError
 */
export async function readTexts<Name extends string>(
	mlflow: Mlflow,
	runId: string,
	names: readonly Name[],
): Promise<Partial<Record<Name, string>>> {
	const { tags } = await getRun(mlflow, runId);
	const texts: Partial<Record<Name, string>> = {};
	for (const name of names) {
		const text = joinTextTags(name, tags, runId);
		if (text !== null) texts[name] = text;
	}
	return texts;
}

/** The commit mark is the last thing that is ever written of a new run. */
function isCommitted({ tags }: RawRun): boolean {
	return tags.judge_pending !== undefined;
}

function recordedRun({ info, tags, params, metrics }: RawRun): RecordedRun {
	const { judge_kind = '', judge_pending = '' } = tags;
	return {
		run_id: info.run_id,
		started_at: info.start_time,
		model: params.model ?? '',
		prompt: params.prompt ?? params.prompt_version ?? '',
		scenario: params.scenario ?? '',
		repeat: Number(params.repeat ?? 0),
		cell_key: tags.cell_key ?? null,
		model_digest: tags.model_digest ?? null,
		judge_pending: judge_pending.toLowerCase() === 'true',
		judge_kinds: judge_kind.split(',').filter((kind) => kind !== ''),
		judged_by: tags.judged_by ?? null,
		rubric: tags.rubric ?? null,
		rubric_hash: tags.rubric_hash ?? null,
		bench: tags.bench ?? null,
		invalid: tags.invalid ?? null,
		metrics,
	};
}
