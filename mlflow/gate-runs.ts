import { z } from 'zod';
import { TipBenchError } from '../domain/errors';
import { uploadArtifact } from './artifacts';
import type { Mlflow } from './client';
import { getRun } from './decode-run';
import { logBatch, pairsOf, tagBatch } from './log-batch';
import { descriptionTag } from './run-description';
import { oneRunSchema, type RawRun, tagsOf } from './run-schema';
import { type ScanWatch, scanRawRuns } from './search';
import { textIn, textTags } from './tag-text';
import { call } from './transport';

/** A run with the tag `kind` is none of a cell's; this is that of a gate's decision. */
const gateKind = 'gate';
const documentName = 'gate.json';
const whole = 'true';

/** A decision as it is written down. */
export interface WrittenGate {
	readonly name: string;
	/** The same question of the same data has the same. */
	readonly look: string;
	readonly number: number;
	readonly answer: string;
	/** The whole document, JSON. */
	readonly document: string;
	/** What the run says of itself in MLflow's pages, in Markdown. */
	readonly description: string;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/** A decision as MLflow has it. */
export interface KeptGate extends Pick<WrittenGate, 'look' | 'number' | 'at'> {
	readonly run_id: string;
	/** @throws TipBenchError RunDamaged */
	document(): string;
}

/**
 * Writes a decision into a run of its own: the document in tags, and as an artifact where the server takes them. It counts
 * from its last tag on.
 * @returns the run's id
 * @throws TipBenchError MlflowUnavailable, MlflowRefused; RunDamaged when the server did not keep what it was given
 */
export async function writeGate(mlflow: Mlflow, experimentId: string, gate: WrittenGate): Promise<string> {
	const created = {
		...{ experiment_id: experimentId, run_name: gate.name.slice(0, 250), start_time: gate.at },
		tags: pairsOf({ kind: gateKind, gate_look: gate.look, gate_number: gate.number }),
	};
	const { run } = await call(mlflow, { method: 'POST', path: 'mlflow/runs/create', body: created }, oneRunSchema);
	const runId = run.info.run_id;
	const tags = {
		[descriptionTag]: gate.description,
		gate_answer: gate.answer,
		...textTags(documentName, gate.document),
	};
	await logBatch(mlflow, runId, tagBatch(tags));
	const ended = { run_id: runId, status: 'FINISHED', end_time: gate.at };
	await call(mlflow, { method: 'POST', path: 'mlflow/runs/update', body: ended }, z.unknown());
	await uploadArtifact(mlflow, run.info.artifact_uri, documentName, gate.document);
	documentOf(await getRun(mlflow, runId));
	await logBatch(mlflow, runId, tagBatch({ committed: whole }));
	return runId;
}

/**
 * The decisions in an experiment, the oldest first; those that were not written whole are none.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function keptGates(mlflow: Mlflow, experimentId: string, watch: ScanWatch = {}): Promise<KeptGate[]> {
	const kept: KeptGate[] = [];
	for await (const run of scanRawRuns(mlflow, experimentId, { ...watch, filter: `tags.kind = '${gateKind}'` })) {
		const { kind, committed, gate_look: look, gate_number: number } = tagsOf(run);
		if (kind !== gateKind || committed !== whole || look === undefined) continue;
		kept.push({
			...{ run_id: run.info.run_id, look, number: Number(number) || 0, at: run.info.start_time ?? 0 },
			document: () => documentOf(run),
		});
	}
	return kept;
}

/** Takes a decision back that nobody has seen. @throws TipBenchError MlflowUnavailable or MlflowRefused */
export async function deleteGate(mlflow: Mlflow, runId: string): Promise<void> {
	await call(mlflow, { method: 'POST', path: 'mlflow/runs/delete', body: { run_id: runId } }, z.unknown());
}

function documentOf(run: RawRun): string {
	const text = textIn(tagsOf(run), documentName, run.info.run_id);
	if (text !== null) return text;
	throw new TipBenchError(
		'RunDamaged',
		`The run ${run.info.run_id} of a gate has no \`${documentName}\`: delete it in MLflow and ask again.`,
	);
}
