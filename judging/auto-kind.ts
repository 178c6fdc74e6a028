import { isAutoKind } from '../domain/judging/judge-kinds';
import type { Mlflow } from '../mlflow/client';
import { type ScanWatch, scanRawRuns } from '../mlflow/search';

/**
 * The auto judge that the runs of an experiment name; the first one counts.
 * @param autoNames the names that have a file in `auto-judges/`
 * @returns `null` where none names one
 * @throws TipBenchError MlflowUnavailable or MlflowRefused
 */
export async function autoKindOf(
	mlflow: Mlflow,
	experimentId: string,
	autoNames: readonly string[],
	watch: ScanWatch = {},
): Promise<string | null> {
	for await (const { data } of scanRawRuns(mlflow, experimentId, watch)) {
		const kinds = data.tags.filter(({ key }) => key === 'auto_judge_kind' || key === 'judge_kind');
		const found = kinds.flatMap(({ value }) => value.split(',')).find((kind) => isAutoKind(kind.trim(), autoNames));
		if (found !== undefined) return found.trim();
	}
	return null;
}
