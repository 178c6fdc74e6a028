import { groupOf } from '../http/new-group';

/** Who asks, as the audit line names it. */
export interface Who {
	/** `session` or `token`; `hook` of a signed webhook, `nobody` where a route asks for no credential. */
	readonly by: 'session' | 'token' | 'hook' | 'nobody';
	/** The address that the request came from, where it came over a socket. */
	readonly address: string | undefined;
}

/** What hono hands on with each request. */
export interface ServerEnv {
	readonly Variables: {
		who: Who;
		/** For the audit line: the experiment that is changed, where the query does not name it. */
		experiment?: string;
	};
}

/** An empty group of routes. */
export function newGroup() {
	return groupOf<ServerEnv>();
}
