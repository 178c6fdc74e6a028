import type { BenchActivities } from '../contracts/activities';
import type { NamedHash } from '../domain/bench/cell';
import { fromRanges, toRanges } from '../domain/bench/index-ranges';
import { TipBenchError } from '../domain/errors';
import { defaultMlflowUrl, readMlflowUrl } from '../domain/urls';
import { applyJudgeFile } from '../judging/apply';
import { exportPending } from '../judging/export';
import { openJudgeFile } from '../judging/open-judge-file';
import { rankExperiment } from '../judging/rank';
import { countPending } from '../judging/read-runs';
import { readVariable } from '../machine/environment/read';
import { expandHome } from '../machine/home';
import { withSignal } from '../mlflow/client';
import { sweepUncommitted } from '../mlflow/committed';
import { missingAmong, missingIndexes } from '../planning/missing-cells';
import { planBench } from '../planning/plan-bench';
import { plannedScenarios } from '../planning/unchanged';
import type { Dependencies } from './dependencies';
import { executionActivities } from './executions';
import { firstOf, unrecordedAnswers } from './former-answers';
import { recordActivities } from './record';
import { whileHeartbeating } from './while-heartbeating';

/** The activities of the queue `bench`. */
export function benchActivities(dependencies: Dependencies): BenchActivities {
	const { catalog, clients, env } = dependencies;
	return {
		...recordActivities(dependencies),
		...executionActivities,
		plan: (input) => whileHeartbeating(() => planBench(dependencies, input)),
		missingCells: (at, block) =>
			whileHeartbeating(async (signal) => {
				const mlflow = clients.mlflow(at.mlflow_url);
				const { missing } = await missingIndexes(catalog, mlflow, at.experiment_id, block, { signal });
				return toRanges(missing);
			}),
		formerAnswers: (at, block) =>
			whileHeartbeating(async (signal) => {
				const unrecorded = await unrecordedAnswers();
				if (unrecorded.length === 0) return { unrecorded: 0, answers: [], more: false };
				const mlflow = withSignal(clients.mlflow(at.mlflow_url), signal);
				const missing = await missingAmong(catalog, mlflow, at.experiment_id, block, unrecorded);
				const answers = await firstOf(mlflow, missing);
				return { unrecorded: unrecorded.length, answers, more: answers.length < missing.length };
			}),
		sweepBlock: (at, bench, digest) =>
			whileHeartbeating(async (signal) => {
				const mlflow = clients.mlflow(at.mlflow_url);
				await sweepUncommitted(mlflow, at.experiment_id, { bench, model: digest }, { signal });
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
				const mlflow = clients.mlflow(at.mlflow_url);
				await sweepUncommitted(mlflow, at.experiment_id, { bench }, { signal });
				return exportPending(mlflow, await catalog.rubric(rubric), at, { folder: exportDir }, { signal });
			}),
		applyJudgeFile: (path) =>
			whileHeartbeating(async () => {
				// Other files are none of a bench's business, and a fault's message would quote from them.
				if (!path.endsWith('.json')) throw new TipBenchError('JudgeFileInvalid', `${path} is no .json file`);
				const file = await openJudgeFile(expandHome(path, env));
				const written = readVariable(env, 'MLFLOW_TRACKING_URI') ?? defaultMlflowUrl;
				const mlflow = clients.mlflow(readMlflowUrl(written, 'MLFLOW_TRACKING_URI of the worker'));
				return applyJudgeFile(mlflow, await catalog.rubric(file.rubric.name), file, { now: Date.now() });
			}),
		countPending: (at) =>
			whileHeartbeating((signal) => countPending(clients.mlflow(at.mlflow_url), at.experiment_id, { signal })),
		compare: (at, rubric) =>
			whileHeartbeating(async (signal) =>
				rankExperiment(clients.mlflow(at.mlflow_url), at, await catalog.rubric(rubric), { signal }),
			),
	};
}
