import type { ServerContext } from '../context';
import { createDesk } from '../experiments/desk';
import { newGroup } from '../group';
import type { Standing } from '../waiting/waiting';
import { boardRoutes } from './boards';
import { experimentRoutes } from './experiments';
import { itemRoutes } from './items';
import { judgeFileRoutes } from './judge-files';
import { judgingRoutes } from './judging';

/** All routes about what experiments hold, on what they share. */
export function routesAboutExperiments(context: ServerContext, look: () => Promise<Standing>) {
	const desk = createDesk(context);
	return newGroup()
		.route('/', experimentRoutes(context, desk, look))
		.route('/', boardRoutes(context, desk))
		.route('/', judgingRoutes(context, desk))
		.route('/', judgeFileRoutes(context, desk))
		.route('/', itemRoutes(context, desk));
}
