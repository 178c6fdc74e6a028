import type { Mlflow, MlflowWriter } from './client';
import { documentIn, isWhole, writeDocument } from './kind-document';
import { beginKindRun } from './kind-run';
import { descriptionTag } from './run-description';
import { tagsOf } from './run-schema';
import { type ScanWatch, scanRawRuns } from './search';

/** A run with the tag `kind` is none of a cell's; these are of a gate's decision between rows, and between policies. */
export type GateKind = 'gate' | 'policy-gate';

const documentOf = (kind: GateKind) => `${kind}.json`;

/** What a gate's run is from its beginning on: a claim to a number, until its decision is written. */
interface ClaimedGate {
	readonly kind: GateKind;
	readonly name: string;
	/** The same question of the same data has the same. */
	readonly look: string;
	readonly number: number;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/** A decision as it is written down. */
interface WrittenGate {
	readonly kind: GateKind;
	readonly answer: string;
	/** The whole document, JSON. */
	readonly document: string;
	/** What the run says of itself in MLflow's pages, in Markdown. */
	readonly description: string;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/** A gate as MLflow has it. */
export interface KeptGate extends Omit<ClaimedGate, 'name' | 'kind'> {
	readonly run_id: string;
	/** Whether its decision is there, and counts. */
	readonly isDecided: boolean;
	/** @throws TipBenchError RunDamaged */
	document(): string;
}

/**
 * Begins a run for a decision. Others see its number and its look from now on; it counts when it is written.
 * @returns the run's id
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function claimGate(mlflow: Mlflow, experimentId: string, gate: ClaimedGate): Promise<string> {
	const { kind, name, at, look, number } = gate;
	const tags = { gate_look: look, gate_number: number };
	const run = await beginKindRun(mlflow, experimentId, { kind, name, at, tags });
	return run.info.run_id;
}

/**
 * Writes a decision into its run: the document in tags, and as an artifact where the server takes them. It counts from its
 * last tag on.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused; RunDamaged when the server did not keep what it was given
 */
export async function writeGate(mlflow: MlflowWriter, runId: string, gate: WrittenGate): Promise<void> {
	const { kind, answer, document, description, at } = gate;
	const tags = { [descriptionTag]: description, gate_answer: answer };
	await writeDocument(mlflow, runId, { name: documentOf(kind), text: document, tags, at });
}

/**
 * The gates of a kind of an experiment, the oldest first, those among them that are not decided yet.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function keptGates(
	mlflow: Mlflow,
	experimentId: string,
	kind: GateKind,
	watch: ScanWatch = {},
): Promise<KeptGate[]> {
	const kept: KeptGate[] = [];
	for await (const run of scanRawRuns(mlflow, experimentId, { ...watch, filter: `tags.kind = '${kind}'` })) {
		const { kind: found, gate_look: look, gate_number: number } = tagsOf(run);
		if (found !== kind || look === undefined) continue;
		kept.push({
			...{ run_id: run.info.run_id, look, number: Number(number) || 0, at: run.info.start_time ?? 0 },
			isDecided: isWhole(run),
			document: () => documentIn(run, documentOf(kind)),
		});
	}
	return kept;
}
