import type { NightActivities } from '../contracts/nightly';
import { TipBenchError } from '../domain/errors';
import { nightResultOf } from '../domain/ranking/night/night-document';
import { compareNight } from '../judging/night/compare-night';
import { findExperiment } from '../mlflow/experiments';
import { planNight } from '../planning/plan-night';
import { nightMarkdown } from '../report/night';
import type { Dependencies } from './dependencies';
import { untilMended } from './until-mended';
import { whileHeartbeating } from './while-heartbeating';

/** The activities of nights. */
export function nightActivities(dependencies: Dependencies): NightActivities {
	const { catalog, clients } = dependencies;
	return {
		planNight: (input, question) => whileHeartbeating(() => planNight(dependencies, input, question)),
		compareNight: ({ experiment, mlflow_url, rubric, min_kappa, asked, planned }) =>
			whileHeartbeating((signal) => {
				const mlflow = clients.mlflow(mlflow_url);
				const compare = async () => {
					const found = await findExperiment(mlflow, experiment);
					if (found === null) throw new TipBenchError('UnknownName', `no experiment ${experiment} any more`);
					const of = {
						at: { experiment, experiment_id: found.id },
						rubric: await catalog.rubric(rubric),
						min_kappa,
						asked,
						planned,
					};
					const describe = (document: Parameters<typeof nightResultOf>[0]) =>
						nightMarkdown({ ...document, ...document.asked });
					const { document, run_id } = await compareNight(mlflow, of, { now: Date.now, describe }, { signal });
					return nightResultOf(document, run_id);
				};
				// Somebody may have deleted the baseline, which no wait mends; what a night has worked for is lost with neither.
				return untilMended(compare(), ['GateRefused', 'UnknownName', 'ExperimentDeleted']);
			}),
	};
}
