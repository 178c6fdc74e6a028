import type { SimRecordActivities } from '../contracts/sim';
import { mapLimit } from '../machine/map-limit';
import { withSignal } from '../mlflow/client';
import { changing } from '../mlflow/revision';
import { beginSimRun, sweepSimRuns } from '../mlflow/sim-runs';
import { decideSim } from '../simulating/decide-sim';
import { lackingEpisodes, sweepDoubles } from '../simulating/lacking';
import { planSim, type SimSources } from '../simulating/plan-sim';
import { promoteCandidate } from '../simulating/promote';
import { recordPair } from '../simulating/record-pair';
import { sweepUsers } from '../simulating/sweep-users';
import { inExperiment, intoExperiment } from './in-experiment';
import { untilMended } from './until-mended';
import { whileHeartbeating } from './while-heartbeating';

/** One more than MLflow is asked at once, so that it never waits for the worker. */
const mostAtOnce = 3;

/** What only another simulation mends, which runs what is lacking: so this one ends, and says so. */
const mendedByAnother = ['UnknownName', 'StudyInvalid', 'RunDamaged'] as const;

/** What simulations have done on the queue `bench`, beside their episodes. */
export function simActivities(sources: SimSources): SimRecordActivities {
	const { clients } = sources;
	return {
		planSim: (input) => whileHeartbeating(() => planSim(sources, input)),
		lackingEpisodes: (plan) =>
			whileHeartbeating((signal) => {
				const mlflow = clients.mlflow(plan.at.mlflow_url);
				return inExperiment(mlflow, plan.at, () => lackingEpisodes(mlflow, plan, { signal }));
			}),
		createSimRuns: ({ at, setting }, sim, pairs) =>
			whileHeartbeating((signal) => {
				const mlflow = withSignal(clients.mlflow(at.mlflow_url), signal);
				const begin = (pair: (typeof pairs)[number]) =>
					beginSimRun(mlflow, at.experiment_id, { ...pair, setting }, { sim, at: Date.now() });
				// The ids come back together or not at all: after one failure more runs would only be more orphans.
				return mapLimit(pairs, mostAtOnce, (each) => untilMended(intoExperiment(mlflow, at, begin(each))), 'stop');
			}),
		fillSimRuns: async (plan, runs) => {
			const { at } = plan;
			await whileHeartbeating((signal) => {
				const mlflow = withSignal(clients.mlflow(at.mlflow_url), signal);
				return changing(mlflow, at.experiment_id, (writer) => {
					const fill = (run: (typeof runs)[number]) => intoExperiment(mlflow, at, recordPair(writer, plan, run));
					return mapLimit(runs, mostAtOnce, (each) => untilMended(fill(each), ['RunDamaged']), 'go on');
				});
			});
		},
		sweepSim: (plan, sim) =>
			whileHeartbeating(async (signal) => {
				const { at } = plan;
				const mlflow = clients.mlflow(at.mlflow_url);
				await sweepSimRuns(mlflow, at.experiment_id, sim, { signal });
				await sweepDoubles(mlflow, at.experiment_id, { signal });
				await sweepUsers(sources.env, plan, signal);
			}),
		decideSim: (plan) =>
			whileHeartbeating((signal) => {
				const mlflow = clients.mlflow(plan.at.mlflow_url);
				const decided = inExperiment(mlflow, plan.at, () => decideSim(mlflow, plan, { signal }));
				return untilMended(decided, mendedByAnother);
			}),
		promotePolicy: async (decision, mlflowUrl) => {
			await promoteCandidate(sources.env, decision, mlflowUrl, { isUnattended: true });
		},
	};
}
