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
import { exchangeWords } from '../../domain/ranking/gate/row-text';
import type { Mlflow } from '../../mlflow/client';
import { type AskedGate, keepGate, type NextGate } from '../../mlflow/keep-gate';
import type { ScanWatch } from '../../mlflow/search';
import { trustIn } from '../kept-trust';
import { type GateOf, readGateRows } from './read-gate-rows';
import { type FindTrust, trustOfRows } from './trust';

/** One seed for all gates: the same scores give the same decision. */
const seed = 0;

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
		/** From which agreement with people an auto judge may decide it; 0.6 unless given. */
		readonly minKappa?: number | undefined;
		readonly findTrust?: FindTrust;
	},
	watch: ScanWatch = {},
): Promise<AskedGate<GateDocument>> {
	const input = await readInput(mlflow, of, more.findTrust ?? trustIn(mlflow, more.minKappa), watch);
	const next: NextGate<GateDocument> = {
		...{ kind: 'gate', look: lookOf({ ...input, number: 1 }) },
		decide: (number) => decideGate({ ...input, number }),
		read: (text) => gateDocumentSchema.parse(JSON.parse(text)),
		name: ({ answer, candidate, baseline, number }) =>
			`gate ${number}: ${answer}: ${exchangeWords(candidate, baseline)}`,
		...{ describe: more.describe, now: more.now },
	};
	return keepGate(mlflow, of.at.experiment_id, next, watch);
}

async function readInput(
	mlflow: Mlflow,
	of: GateOf,
	findTrust: FindTrust,
	watch: ScanWatch,
): Promise<Omit<GateInput, 'number'>> {
	const { at, rubric, asked } = of;
	const read = await readGateRows(mlflow, of, watch);
	const { scenarios, rows } = alignRows(asked, read.rows);
	const [baseline, ...candidates] = rows;
	if (baseline === undefined) throw new Error('a gate without a baseline was read');
	const whose = { rubric_hash: rubric.hash, experiment_id: at.experiment_id };
	return {
		...{ format: gateFormat, asked, experiment: at.experiment, seed, scenarios, baseline, candidates },
		rubric: { name: rubric.name, hash: rubric.hash, lowest_composite: compositeRange(rubric).low },
		trust: await trustOfRows(findTrust, rows, whose),
		...(read.own_judges.length > 0 && { own_judges: [...read.own_judges] }),
	};
}
