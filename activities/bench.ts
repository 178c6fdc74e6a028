import type { BenchActivities, LocalActivities } from '../contracts/activities';
import type { WebhookActivities } from '../contracts/webhook';
import type { NamedHash } from '../domain/bench/cell';
import { fromRanges, toRanges } from '../domain/bench/index-ranges';
import { TipBenchError } from '../domain/errors';
import { gateDecisionOf } from '../domain/ranking/gate/gate-document';
import { defaultMlflowUrl, readMlflowUrl } from '../domain/urls';
import { argument } from '../domain/wording';
import { applyJudgeFile } from '../judging/apply';
import { createKnownItems } from '../judging/auto/known-items';
import { countPending } from '../judging/distinct-cells';
import { exportPending } from '../judging/export';
import { askGate } from '../judging/gate/ask-gate';
import { openJudgeFile } from '../judging/open-judge-file';
import { rankExperiment } from '../judging/rank';
import { readVariable } from '../machine/environment/read';
import { expandHome } from '../machine/home';
import { outside } from '../machine/outside';
import { withSignal } from '../mlflow/client';
import { sweepUncommitted } from '../mlflow/committed';
import { missingAmong, missingIndexes } from '../planning/missing-cells';
import { planBench } from '../planning/plan-bench';
import { plannedScenarios } from '../planning/unchanged';
import { gateMarkdown } from '../report/gate';
import { mlflowOfExperiment } from './bench-mlflow';
import type { Dependencies } from './dependencies';
import { executionActivities } from './executions';
import { firstOf, unrecordedAnswers } from './former-answers';
import { inExperiment } from './in-experiment';
import { judgeActivities } from './judge';
import { judgmentActivities } from './judgments';
import { nightActivities } from './nights';
import { optimizeActivities } from './optimize';
import { pendingWorkActivities } from './pending-work';
import { recordActivities } from './record';
import { untilMended } from './until-mended';
import { webhookActivities } from './webhook';
import { whileHeartbeating } from './while-heartbeating';

/** The activities of the queue `bench`. */
export function benchActivities(dependencies: Dependencies): BenchActivities & LocalActivities & WebhookActivities {
	const { catalog, clients, env } = dependencies;
	const known = createKnownItems();
	return {
		...recordActivities(dependencies),
		...judgeActivities(dependencies, known),
		...judgmentActivities(dependencies, known),
		...nightActivities(dependencies),
		...optimizeActivities(dependencies),
		...executionActivities,
		...pendingWorkActivities,
		...webhookActivities(env),
		plan: (input) => whileHeartbeating(() => planBench(dependencies, input)),
		missingCells: (at, block) =>
			whileHeartbeating(async (signal) => {
				const mlflow = clients.mlflow(at.mlflow_url);
				const find = () => missingIndexes(catalog, mlflow, at.experiment_id, block, { signal });
				return toRanges((await inExperiment(mlflow, at, find)).missing);
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
				const write = async () => {
					await sweepUncommitted(mlflow, at.experiment_id, { bench }, { signal });
					const exported = await exportPending(
						mlflow,
						await catalog.rubric(rubric),
						at,
						{ folder: exportDir },
						{ signal },
					);
					const { asCalled, pathOf } = outside(env);
					const path = pathOf(exported.path);
					return { ...exported, outside: { path, apply: asCalled(`./tip-bench judge apply ${argument(path)}`) } };
				};
				return untilMended(inExperiment(mlflow, at, write), ['ExportUnwritable']);
			}),
		applyJudgeFile: (path) =>
			whileHeartbeating(async () => {
				// Other files are none of a bench's business, and a fault's message would quote from them.
				if (!/\.(?:json|jsonl|csv)$/i.test(path)) {
					throw new TipBenchError('JudgeFileInvalid', `${path} is no .json, .jsonl or .csv file`);
				}
				const file = await openJudgeFile(expandHome(path, env));
				const written = readVariable(env, 'MLFLOW_TRACKING_URI') ?? defaultMlflowUrl;
				const ours = () => readMlflowUrl(written, 'MLFLOW_TRACKING_URI of the worker');
				const mlflow = clients.mlflow((await mlflowOfExperiment(file.frame.experiment)) ?? ours());
				const autoKinds = await catalog.autoJudgeNames();
				const rubric = await catalog.rubric(file.frame.rubric.name);
				return applyJudgeFile(mlflow, rubric, file, { autoKinds, now: Date.now() });
			}),
		countPending: (at) =>
			whileHeartbeating((signal) => {
				const mlflow = clients.mlflow(at.mlflow_url);
				return inExperiment(mlflow, at, () => countPending(mlflow, at.experiment_id, { signal }));
			}),
		compare: (at, rubric, minKappa) =>
			whileHeartbeating((signal) => {
				const mlflow = clients.mlflow(at.mlflow_url);
				const rank = async () => rankExperiment(mlflow, at, await catalog.rubric(rubric), { signal, minKappa });
				return untilMended(inExperiment(mlflow, at, rank));
			}),
		askGate: (at, name, asked, minKappa) =>
			whileHeartbeating((signal) => {
				const mlflow = clients.mlflow(at.mlflow_url);
				const ask = async () => {
					const of = { at, rubric: await catalog.rubric(name), asked, mayLack: true };
					const options = { now: Date.now, describe: gateMarkdown, minKappa };
					const { document, run_id, again } = await askGate(mlflow, of, options, { signal });
					return gateDecisionOf(document, run_id, again);
				};
				return untilMended(inExperiment(mlflow, at, ask));
			}),
	};
}
