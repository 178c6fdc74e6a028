import { setTimeout as sleep } from 'node:timers/promises';
import type { Mlflow } from './client';
import { claimGate, type GateKind, type KeptGate, keptGates, writeGate } from './gate-runs';
import { deleteKindRun } from './kind-run';
import { changing } from './revision';
import type { ScanWatch } from './search';

/** A decision, and where it is kept. */
export interface AskedGate<Document> {
	readonly document: Document;
	readonly run_id: string;
	/** Whether an earlier gate had asked the same of the same data: then this is its decision. */
	readonly again: boolean;
}

/** A decision that is to be made as the next one of an experiment, all that is decided from with it. */
export interface NextGate<Document> {
	readonly kind: GateKind;
	readonly look: string;
	readonly decide: (number: number) => Document;
	/** @throws ZodError where the text is no such document */
	readonly read: (text: string) => Document;
	/** What its run is called. */
	readonly name: (document: Document) => string;
	/** Makes the description of its run. */
	readonly describe: (document: Document) => string;
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
export async function keepGate<Document extends { readonly number: number; readonly answer: string }>(
	mlflow: Mlflow,
	experimentId: string,
	{ kind, look, decide, read, name, describe, now }: NextGate<Document>,
	watch: ScanWatch,
): Promise<AskedGate<Document>> {
	const kept = () => keptGates(mlflow, experimentId, kind, watch);
	for (;;) {
		watch.signal?.throwIfAborted();
		const decided = (await kept()).filter(({ isDecided }) => isDecided);
		const same = decided.find((each) => each.look === look);
		if (same !== undefined) return { document: read(same.document()), run_id: same.run_id, again: true };
		const document = decide(nextNumber(decided));
		const { number, answer } = document;
		const runId = await claimGate(mlflow, experimentId, { kind, name: name(document), number, look, at: now() });
		try {
			const since = now() - longestClaimMs;
			const isRival = (each: KeptGate) =>
				each.run_id !== runId && (each.isDecided || each.at > since) && (each.number === number || each.look === look);
			if (!(await kept()).some(isRival)) {
				const written = {
					kind,
					answer,
					document: JSON.stringify(document),
					description: describe(document),
					at: now(),
				};
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

/** Also where somebody has deleted an earlier one. */
function nextNumber(decided: readonly KeptGate[]): number {
	return Math.max(0, ...decided.map(({ number }) => number)) + 1;
}
