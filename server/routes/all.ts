import type { ServerContext } from '../context';
import { newGroup } from '../group';
import { healthRoutes } from './health';
import { sessionRoutes } from './session';

/** All routes, chained so that their types reach the panel; a new group is a line here. */
export function allRoutes(context: ServerContext) {
	return newGroup().route('/', healthRoutes(context)).route('/', sessionRoutes(context));
}

/** Their types, for the panel's client. */
export type Routes = ReturnType<typeof allRoutes>;
