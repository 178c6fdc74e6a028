import type { Mlflow } from './client';
import { documentIn, isWhole, writeDocument } from './kind-document';
import { beginKindRun, deleteKindRun } from './kind-run';
import { changing } from './revision';
import { descriptionTag } from './run-description';
import { tagsOf } from './run-schema';
import { type ScanWatch, scanRawRuns } from './search';

/** A run with the tag `kind` is none of a cell's; this is that of a decision between policies. */
const policyGateKind = 'policy-gate';
const documentName = 'policy-gate.json';

/** A decision as it is written down. */
interface WrittenPolicyGate {
	readonly name: string;
	/** The same question of the same episodes has the same. */
	readonly look: string;
	readonly answer: string;
	/** The whole document, JSON. */
	readonly document: string;
	/** What the run says of itself in MLflow's pages, in Markdown. */
	readonly description: string;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/**
 * Keeps a decision between policies in a run of its own, once: where the same question of the same episodes has one, that is
 * it.
 * @returns the run's id
 * @throws TipBenchError MlflowUnavailable, MlflowRefused, RunDamaged
 */
export async function keepPolicyGate(
	mlflow: Mlflow,
	experimentId: string,
	gate: WrittenPolicyGate,
	watch: ScanWatch = {},
): Promise<string> {
	const { name, look, answer, document: text, description, at } = gate;
	for await (const run of scanRawRuns(mlflow, experimentId, { ...watch, filter: `tags.kind = '${policyGateKind}'` }))
		if (tagsOf(run).gate_look === look && isWhole(run)) return run.info.run_id;
	const tags = { gate_look: look };
	const begun = await beginKindRun(mlflow, experimentId, { kind: policyGateKind, name, at, tags });
	const runId = begun.info.run_id;
	try {
		const written = { [descriptionTag]: description, gate_answer: answer };
		const document = { name: documentName, text, tags: written, at };
		await changing(mlflow, experimentId, (writer) => writeDocument(writer, runId, document));
		return runId;
	} catch (error) {
		await deleteKindRun(mlflow, runId).catch(() => undefined);
		throw error;
	}
}

/** A decision between policies as MLflow has it. */
export interface KeptPolicyGate {
	readonly run_id: string;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** The whole document. @throws TipBenchError RunDamaged */
	document(): unknown;
}

/**
 * The decisions between policies of an experiment, the oldest first.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused
 */
export async function keptPolicyGates(
	mlflow: Mlflow,
	experimentId: string,
	watch: ScanWatch = {},
): Promise<KeptPolicyGate[]> {
	const kept: KeptPolicyGate[] = [];
	for await (const run of scanRawRuns(mlflow, experimentId, { ...watch, filter: `tags.kind = '${policyGateKind}'` }))
		if (isWhole(run))
			kept.push({
				...{ run_id: run.info.run_id, at: run.info.start_time ?? 0 },
				document: () => JSON.parse(documentIn(run, documentName)) as unknown,
			});
	return kept;
}
