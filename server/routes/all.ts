import type { ServerContext } from '../context';
import { newGroup } from '../group';
import type { Metrics } from '../metrics';
import { createWaiting } from '../waiting/waiting';
import { routesAboutExperiments } from './about-experiments';
import { benchConfigRoutes } from './bench-config';
import { benchRunRoutes } from './bench-run';
import { benchSignalRoutes } from './bench-signals';
import { benchStatusRoutes } from './bench-status';
import { catalogRoutes } from './catalog';
import { gpuRoutes } from './gpus';
import { healthRoutes } from './health';
import { hookRoutes } from './hooks';
import { judgingProgressRoutes } from './judging-progress';
import { metricsRoutes } from './metrics';
import { optimizeRoutes } from './optimizes';
import { policyRoutes } from './policies';
import { policyUserRoutes } from './policy-users';
import { scheduleRoutes } from './schedules';
import { sessionRoutes } from './session';
import { simRunRoutes } from './sim-run';
import { simRoutes } from './sims';
import { waitingRoutes } from './waiting';

/** All routes, chained so that their types reach the panel; a new group is a line here. */
export function allRoutes(context: ServerContext, metrics: Metrics) {
	const look = createWaiting(context);
	return newGroup()
		.route('/', healthRoutes(context))
		.route('/', sessionRoutes(context))
		.route('/', hookRoutes(context))
		.route('/', benchRunRoutes(context))
		.route('/', benchConfigRoutes(context))
		.route('/', benchStatusRoutes(context, metrics))
		.route('/', benchSignalRoutes(context))
		.route('/', judgingProgressRoutes(context))
		.route('/', waitingRoutes(look))
		.route('/', gpuRoutes(context))
		.route('/', scheduleRoutes(context))
		.route('/', simRunRoutes(context))
		.route('/', simRoutes(context))
		.route('/', policyRoutes(context))
		.route('/', policyUserRoutes(context))
		.route('/', optimizeRoutes(context))
		.route('/', catalogRoutes(context))
		.route('/', metricsRoutes(metrics, look))
		.route('/', routesAboutExperiments(context, look));
}

/** Their types, for the panel's client. */
export type Routes = ReturnType<typeof allRoutes>;
