import { compositeRange } from '../../domain/judging/rubric';
import { decideGate } from '../../domain/ranking/gate/decide-gate';
import {
	type GateDocument,
	type GateInput,
	gateDocumentSchema,
	gateFormat,
	lookOf,
} from '../../domain/ranking/gate/gate-document';
import { alignRows } from '../../domain/ranking/gate/gate-rows';
import { rowWords } from '../../domain/ranking/gate/row-text';
import type { Mlflow } from '../../mlflow/client';
import { deleteGate, type KeptGate, keptGates, writeGate } from '../../mlflow/gate-runs';
import type { ScanWatch } from '../../mlflow/search';
import { trustIn } from '../kept-trust';
import { type GateOf, readGateRows } from './read-gate-rows';
import type { FindTrust } from './trust';

/** One seed for all gates: the same scores give the same decision. */
const seed = 0;
/** How often a gate is decided anew because another one was asked at the same moment. */
const mostTries = 10;

/** A decision, and where it is kept. */
export interface AskedGate {
	readonly document: GateDocument;
	readonly run_id: string;
	/** Whether an earlier gate had asked the same of the same data: then this is its decision. */
	readonly again: boolean;
}

/**
 * Asks a gate of what MLflow has now, and keeps the decision in a run of its own. The same question of the same data is
 * answered by the decision that is there.
 * @param more `now` in milliseconds since 1970; `describe` makes the run's description
 * @throws TipBenchError GateRefused with every fault, nothing written; MlflowUnavailable, MlflowRefused, RunDamaged
 */
export async function askGate(
	mlflow: Mlflow,
	of: GateOf,
	more: {
		readonly now: () => number;
		readonly describe: (document: GateDocument) => string;
		readonly findTrust?: FindTrust;
	},
	watch: ScanWatch = {},
): Promise<AskedGate> {
	const input = await readInput(mlflow, of, more.findTrust ?? trustIn(mlflow), watch);
	const look = lookOf({ ...input, number: 1 });
	for (let tries = 1; ; tries += 1) {
		const kept = await keptGates(mlflow, of.at.experiment_id, watch);
		const same = kept.find((each) => each.look === look);
		if (same !== undefined) return answeredBy(same);
		const document = decideGate({ ...input, number: nextNumber(kept) });
		const runId = await write(mlflow, of, document, look, more);
		const earlier = await rivalOf(mlflow, of, runId, look, document.number, watch);
		if (earlier === undefined || tries === mostTries) return { document, run_id: runId, again: false };
		// Two were asked at one moment: the later one has seen less of alpha being spent than it should.
		await deleteGate(mlflow, runId);
	}
}

async function readInput(
	mlflow: Mlflow,
	of: GateOf,
	findTrust: FindTrust,
	watch: ScanWatch,
): Promise<Omit<GateInput, 'number'>> {
	const { at, rubric, asked } = of;
	const { scenarios, rows } = alignRows(asked, await readGateRows(mlflow, of, watch));
	const [baseline, ...candidates] = rows;
	if (baseline === undefined) throw new Error('a gate without a baseline was read');
	const judges = [...new Set(rows.flatMap(({ auto_judges }) => auto_judges))];
	const trusts = await Promise.all(
		judges.map((judge) => findTrust({ judge, rubric_hash: rubric.hash, experiment_id: at.experiment_id })),
	);
	// With several judges, one that may not decide is enough.
	const trust = trusts.includes(null) ? null : (trusts.find((each) => each?.mayGate === false) ?? trusts[0] ?? null);
	return {
		...{ format: gateFormat, asked, experiment: at.experiment, seed, scenarios, baseline, candidates },
		rubric: { name: rubric.name, hash: rubric.hash, lowest_composite: compositeRange(rubric).low },
		trust: trust === null ? null : { may_gate: trust.mayGate, reason: trust.reason },
	};
}

function answeredBy(kept: KeptGate): AskedGate {
	const document = gateDocumentSchema.parse(JSON.parse(kept.document()));
	return { document, run_id: kept.run_id, again: true };
}

/** Also where somebody has deleted an earlier one. */
function nextNumber(kept: readonly KeptGate[]): number {
	return Math.max(0, ...kept.map(({ number }) => number)) + 1;
}

function write(
	mlflow: Mlflow,
	{ at }: GateOf,
	document: GateDocument,
	look: string,
	{ now, describe }: { readonly now: () => number; readonly describe: (document: GateDocument) => string },
): Promise<string> {
	const { answer, candidate, baseline, number } = document;
	const what = candidate === null ? 'nothing' : rowWords(candidate);
	return writeGate(mlflow, at.experiment_id, {
		...{ look, number, answer, at: now(), description: describe(document) },
		name: `gate ${number}: ${answer}: ${what} for ${rowWords(baseline)}`,
		document: JSON.stringify(document),
	});
}

/** An earlier decision that has the same number, or is the same look. */
async function rivalOf(
	mlflow: Mlflow,
	{ at }: GateOf,
	runId: string,
	look: string,
	number: number,
	watch: ScanWatch,
): Promise<KeptGate | undefined> {
	const kept = await keptGates(mlflow, at.experiment_id, watch);
	const own = kept.findIndex(({ run_id }) => run_id === runId);
	return kept.slice(0, Math.max(0, own)).find((each) => each.number === number || each.look === look);
}
