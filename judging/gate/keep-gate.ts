import { setTimeout as sleep } from 'node:timers/promises';
import { type GateDocument, gateDocumentSchema } from '../../domain/ranking/gate/gate-document';
import { exchangeWords } from '../../domain/ranking/gate/row-text';
import type { Mlflow } from '../../mlflow/client';
import { claimGate, type KeptGate, keptGates, writeGate } from '../../mlflow/gate-runs';
import { deleteKindRun } from '../../mlflow/kind-run';
import { changing } from '../../mlflow/revision';
import type { ScanWatch } from '../../mlflow/search';

/** A decision, and where it is kept. */
export interface AskedGate {
	readonly document: GateDocument;
	readonly run_id: string;
	/** Whether an earlier gate had asked the same of the same data: then this is its decision. */
	readonly again: boolean;
}

/** A decision that is to be made as the next one of an experiment. */
interface NextGate {
	readonly look: string;
	readonly decide: (number: number) => GateDocument;
	/** Makes the description of its run. */
	readonly describe: (document: GateDocument) => string;
	/** Milliseconds since 1970. */
	readonly now: () => number;
}

/** A claim that is older than this is of somebody who has died meanwhile. */
const longestClaimMs = 30_000;
/** Whoever meets another one waits for up to so long, so that both do not meet again. */
const longestPauseMs = 1_000;

/**
 * Makes a decision with the next number and keeps it, or gives the one that the same look has. Where several ask at one
 * moment, each claims its number first, and whoever sees another claim to it lets go: one of two always sees the other.
 * @throws TipBenchError MlflowUnavailable, MlflowRefused, RunDamaged
 */
export async function keepGate(
	mlflow: Mlflow,
	experimentId: string,
	{ look, decide, describe, now }: NextGate,
	watch: ScanWatch,
): Promise<AskedGate> {
	for (;;) {
		watch.signal?.throwIfAborted();
		const decided = (await keptGates(mlflow, experimentId, watch)).filter(({ isDecided }) => isDecided);
		const same = decided.find((each) => each.look === look);
		if (same !== undefined) return answeredBy(same);
		const document = decide(nextNumber(decided));
		const runId = await claimGate(mlflow, experimentId, { ...named(document), look, at: now() });
		try {
			const since = now() - longestClaimMs;
			const isRival = (each: KeptGate) =>
				each.run_id !== runId &&
				(each.isDecided || each.at > since) &&
				(each.number === document.number || each.look === look);
			if (!(await keptGates(mlflow, experimentId, watch)).some(isRival)) {
				const { answer } = document;
				const written = { answer, document: JSON.stringify(document), description: describe(document), at: now() };
				await changing(mlflow, experimentId, (writer) => writeGate(writer, runId, written));
				return { document, run_id: runId, again: false };
			}
		} catch (error) {
			await deleteKindRun(mlflow, runId).catch(() => undefined);
			throw error;
		}
		await deleteKindRun(mlflow, runId);
		await sleep(Math.random() * longestPauseMs);
	}
}

function answeredBy(kept: KeptGate): AskedGate {
	const document = gateDocumentSchema.parse(JSON.parse(kept.document()));
	return { document, run_id: kept.run_id, again: true };
}

/** Also where somebody has deleted an earlier one. */
function nextNumber(decided: readonly KeptGate[]): number {
	return Math.max(0, ...decided.map(({ number }) => number)) + 1;
}

function named({ answer, candidate, baseline, number }: GateDocument): {
	readonly name: string;
	readonly number: number;
} {
	return { number, name: `gate ${number}: ${answer}: ${exchangeWords(candidate, baseline)}` };
}
