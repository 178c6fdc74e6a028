import { TipBenchError } from '../domain/errors';
import { namedAutoKind } from '../mlflow/auto-kinds';
import { openExperiment } from './experiment';
import type { Places } from './places';

/**
 * Which auto judge scores an experiment, and where its runs are.
 * @param given the kind that was asked for; the one that the runs name where it is left out
 * @throws TipBenchError UnknownName where none, or several, are named; and what finding the experiment throws
 */
export async function whoJudges(
	places: Places,
	name: string,
	given: string | undefined,
): Promise<{ readonly kind: string; readonly mlflow_url: string }> {
	const { mlflow, experiment } = await openExperiment(places, name);
	if (given !== undefined) return { kind: given, mlflow_url: mlflow.url };
	const named = await namedAutoKind(mlflow, experiment, await places.catalog().autoJudgeNames());
	if ('kind' in named) return { kind: named.kind, mlflow_url: mlflow.url };
	throw new TipBenchError('UnknownName', named.why);
}
