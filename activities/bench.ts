import type { NamedHash } from '../domain/cell';
import { TipBenchError } from '../domain/errors';
import { fromRanges, toRanges } from '../domain/index-ranges';
import { defaultMlflowUrl, readMlflowUrl } from '../domain/urls';
import { applyJudgeFile } from '../judges/apply';
import { exportPending } from '../judges/export';
import { openJudgeFile } from '../judges/open-judge-file';
import { rankExperiment } from '../judges/rank';
import { countPending } from '../judges/read-runs';
import { sweepUncommitted } from '../mlflow/committed';
import { mlflowAt } from './clients';
import type { BenchActivities } from './contract';
import type { Dependencies } from './dependencies';
import { executionActivities } from './executions';
import { missingIndexes } from './missing-cells';
import { planBench } from './plan';
import { recordActivities } from './record';
import { plannedScenarios } from './unchanged';
import { whileHeartbeating } from './while-heartbeating';

/** The activities of the queue `bench`. */
export function benchActivities(dependencies: Dependencies): BenchActivities {
	const { catalog, env } = dependencies;
	return {
		...recordActivities(dependencies),
		...executionActivities,
		plan: (input) => whileHeartbeating(() => planBench(dependencies, input)),
		missingCells: (at, block) =>
			whileHeartbeating(async (signal) => {
				const mlflow = mlflowAt(at.mlflow_url, env);
				const { missing } = await missingIndexes(catalog, mlflow, at.experiment_id, block, { signal });
				return toRanges(missing);
			}),
		scenariosAt: async (planned, places) => {
			const scenarios = await plannedScenarios(catalog, planned);
			return fromRanges(places).map((place) => {
				const { name, hash } = scenarios[place] as NamedHash;
				return { name, hash };
			});
		},
		exportPending: (at, bench, rubric, exportDir) =>
			whileHeartbeating(async (signal) => {
				const mlflow = mlflowAt(at.mlflow_url, env);
				await sweepUncommitted(mlflow, at.experiment_id, bench, { signal });
				return exportPending(mlflow, await catalog.rubric(rubric), at, { folder: exportDir }, { signal });
			}),
		applyJudgeFile: (path) =>
			whileHeartbeating(async () => {
				// Other files are none of a bench's business, and a fault's message would quote from them.
				if (!path.endsWith('.json')) throw new TipBenchError('JudgeFileInvalid', `${path} is no .json file`);
				const file = await openJudgeFile(path);
				const mlflow = mlflowAt(readMlflowUrl(env.MLFLOW_TRACKING_URI ?? defaultMlflowUrl), env);
				return applyJudgeFile(mlflow, await catalog.rubric(file.rubric.name), file, { now: Date.now() });
			}),
		countPending: (at) =>
			whileHeartbeating((signal) => countPending(mlflowAt(at.mlflow_url, env), at.experiment_id, { signal })),
		compare: (at, rubric) =>
			whileHeartbeating(async (signal) =>
				rankExperiment(mlflowAt(at.mlflow_url, env), at, await catalog.rubric(rubric), { signal }),
			),
	};
}
