import { type GateDocument, gateDocumentSchema } from '../../domain/ranking/gate/gate-document';
import type { Mlflow } from '../../mlflow/client';
import { type KeptGate, keptGates } from '../../mlflow/gate-runs';
import type { ScanWatch } from '../../mlflow/search';

/**
 * The gates that were decided on an experiment, the oldest first. One that cannot be read, such as a later version's, is left out.
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function decidedGates(
	mlflow: Mlflow,
	experimentId: string,
	watch: ScanWatch = {},
): Promise<GateDocument[]> {
	const kept = await keptGates(mlflow, experimentId, 'gate', watch);
	return kept.filter(({ isDecided }) => isDecided).flatMap((gate) => documentOf(gate) ?? []);
}

function documentOf(gate: KeptGate): GateDocument | null {
	try {
		return gateDocumentSchema.parse(JSON.parse(gate.document()));
	} catch {
		return null;
	}
}
